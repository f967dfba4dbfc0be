package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import mogador.booking.AskedTime.Meant;
import mogador.booking.AskedTime.Unclear;
import mogador.kernel.SiteZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTimeTest {
  private static final SiteZone MOROCCO = SiteZone.of("Africa/Casablanca").orElseThrow();

  @Test
  void aLocalTimeMeansOneInstant() {
    assertThat(AskedTime.read("2026-12-01T09:00", MOROCCO))
        .isEqualTo(meant("2026-12-01T09:00", "2026-12-01T09:00:00Z"));
  }

  @Test
  void aTimeTheClocksJumpOverIsRefusedAndSaysBetweenWhich() {
    assertThat(AskedTime.read("2026-03-22T02:30", MOROCCO))
        .isEqualTo(
            new Unclear(
                "time_does_not_exist",
                "2026-03-22T02:30 does not exist at Africa/Casablanca: clocks go from"
                    + " 2026-03-22T02:00 to 2026-03-22T03:00."));
  }

  @Test
  void aTimeThatExistsTwiceNeedsItsOffset() {
    assertThat(AskedTime.read("2026-09-20T01:30", MOROCCO))
        .isInstanceOfSatisfying(
            Unclear.class,
            unclear -> {
              assertThat(unclear.code()).isEqualTo("time_exists_twice");
              assertThat(unclear.text()).contains("+01:00", "Z");
            });
    assertThat(AskedTime.read("2026-09-20T01:30+01:00", MOROCCO))
        .isEqualTo(meant("2026-09-20T01:30", "2026-09-20T00:30:00Z"));
    assertThat(AskedTime.read("2026-09-20T01:30Z", MOROCCO))
        .isEqualTo(meant("2026-09-20T01:30", "2026-09-20T01:30:00Z"));
  }

  @Test
  void anOffsetThatIsNotTheSitesIsRefused() {
    assertThat(AskedTime.read("2026-12-01T09:00+01:00", MOROCCO)).isInstanceOf(Unclear.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2026-12-01",
        "2026-02-30T09:00",
        "2026-12-01T25:00",
        "1999-12-31T09:00",
        "2026-12-01T09:00+99:00",
        "2026-12-01 09:00",
        "+999999999-12-01T09:00"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThat(AskedTime.read(text, MOROCCO))
        .isInstanceOfSatisfying(
            Unclear.class, unclear -> assertThat(unclear.code()).isEqualTo("invalid_time"));
  }

  private static Meant meant(String local, String at) {
    return new Meant(LocalDateTime.parse(local), Instant.parse(at));
  }
}
