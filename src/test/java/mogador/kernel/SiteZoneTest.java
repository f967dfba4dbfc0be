package mogador.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import mogador.kernel.SiteZone.Reading;
import org.junit.jupiter.api.Test;

class SiteZoneTest {
  private static final SiteZone MOROCCO = SiteZone.of("Africa/Casablanca").orElseThrow();

  @Test
  void moroccoIsAtUtcSinceTheDecreeOfSeptember2026() {
    assertThat(MOROCCO.read(LocalDateTime.parse("2026-12-01T09:00")))
        .isEqualTo(new Reading.Once(Instant.parse("2026-12-01T09:00:00Z")));
    assertThat(MOROCCO.read(LocalDateTime.parse("2027-07-01T09:00")))
        .isEqualTo(new Reading.Once(Instant.parse("2027-07-01T09:00:00Z")));
    assertThat(MOROCCO.read(LocalDateTime.parse("2026-09-01T09:00")))
        .isEqualTo(new Reading.Once(Instant.parse("2026-09-01T08:00:00Z")));
  }

  @Test
  void theDaysOfClockChangeHaveTheirTrueLength() {
    assertThat(hoursOf("2026-02-15")).isEqualTo(25);
    assertThat(hoursOf("2026-03-22")).isEqualTo(23);
    assertThat(hoursOf("2026-09-20")).isEqualTo(25);
    assertThat(hoursOf("2026-12-01")).isEqualTo(24);
  }

  @Test
  void aTimeTheClockJumpsOverDoesNotExist() {
    assertThat(MOROCCO.read(LocalDateTime.parse("2026-03-22T02:30")))
        .isEqualTo(
            new Reading.Never(
                LocalDateTime.parse("2026-03-22T02:00"), LocalDateTime.parse("2026-03-22T03:00")));
  }

  @Test
  void aTimeTheClockComesBackToExistsTwice() {
    assertThat(MOROCCO.read(LocalDateTime.parse("2026-09-20T01:30")))
        .isEqualTo(
            new Reading.Twice(
                Instant.parse("2026-09-20T00:30:00Z"), Instant.parse("2026-09-20T01:30:00Z")));
  }

  @Test
  void aZoneThatDoesNotExistIsNone() {
    assertThat(SiteZone.of("Africa/Mogador")).isEmpty();
    assertThat(SiteZone.of("")).isEmpty();
  }

  private static long hoursOf(String day) {
    LocalDate date = LocalDate.parse(day);
    return Duration.between(
            MOROCCO.firstInstant(date.atStartOfDay()),
            MOROCCO.firstInstant(date.plusDays(1).atStartOfDay()))
        .toHours();
  }
}
