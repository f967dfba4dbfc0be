package mogador.booking;

import java.time.LocalDateTime;
import mogador.kernel.TimeSlot;

/** From when to when, at the site: the wall-clock times are the truth, the slot derived. */
public record BookedTime(LocalDateTime from, LocalDateTime to, TimeSlot slot) {}
