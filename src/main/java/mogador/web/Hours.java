package mogador.web;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** One opening of a day, by local time; midnight as {@code to} is the day's end. */
public record Hours(LocalTime from, LocalTime to) {
  public boolean allDay() {
    return from.equals(LocalTime.MIDNIGHT) && to.equals(LocalTime.MIDNIGHT);
  }

  public LocalDateTime endOn(LocalDate day) {
    return to.equals(LocalTime.MIDNIGHT) ? day.plusDays(1).atStartOfDay() : day.atTime(to);
  }
}
