package mogador.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Sidi is open on Mondays from 8 to 20 and on Saturdays from 9 to 12:30 and from 14 to midnight.
 */
class OpenSinceTest {
  private static final Site SIDI = TestSites.site(TestSites.document(TestSites.SMALL));

  @Test
  void inTheMorningItHasBeenOpenSinceItOpened() {
    assertThat(since(SIDI, "2026-11-30T11:00:00Z")).isEqualTo(at("2026-11-30T08:00:00Z"));
  }

  @Test
  void aBreakAtMiddayEmptiesNoHouse() {
    assertThat(since(SIDI, "2026-12-05T13:00:00Z")).isEqualTo(at("2026-12-05T09:00:00Z"));
    assertThat(since(SIDI, "2026-12-05T15:00:00Z")).isEqualTo(at("2026-12-05T09:00:00Z"));
  }

  @Test
  void peopleLingerForTwoHoursAndThenItIsClosed() {
    assertThat(since(SIDI, "2026-11-30T21:59:00Z")).isEqualTo(at("2026-11-30T08:00:00Z"));
    assertThat(since(SIDI, "2026-11-30T22:30:00Z")).isEqualTo(at("2026-11-30T22:00:00Z"));
  }

  @Test
  void whatIsLongerThanADayAgoCountsForNothing() {
    Site always = TestSites.site(SeedSites.document("essaouira"));
    assertThat(since(always, "2026-12-01T11:00:00Z")).isEqualTo(at("2026-11-30T11:00:00Z"));
    assertThat(since(SIDI, "2026-12-03T11:00:00Z")).isEqualTo(at("2026-12-02T11:00:00Z"));
  }

  private static Instant since(Site site, String now) {
    return OpenSince.at(site, at(now));
  }

  private static Instant at(String instant) {
    return Instant.parse(instant);
  }
}
