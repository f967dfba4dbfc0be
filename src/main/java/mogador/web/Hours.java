package mogador.web;

import java.time.LocalTime;

/** One opening of a day, by local time. */
public record Hours(LocalTime from, LocalTime to) {}
