package mogador.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import mogador.booking.RederiveTimes;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.platform.TestDatabase;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.TestSites;
import org.junit.jupiter.api.Test;

/**
 * A seat put away while the zone data still had Morocco at UTC+1, on a server that knows better.
 */
class LayoutTimesIT {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void closuresFollowTheSitesMidnights() {
    try (TestDatabase open = TestDatabase.migrated()) {
      var sites = new Sites(open.database());
      sites.importSite(TestSites.document(TestSites.SMALL), NOW);
      Site site = sites.current().site("sidi").orElseThrow();
      long seat = site.space("p-1").orElseThrow().id();
      var away = new PutAway(seat, LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 24));
      Sql sql = open.database().sql();
      open.database()
          .inTransaction(
              tx -> {
                LayoutStore.close(tx, site, "g", Set.of(away), NOW);
                return true;
              });
      TimeSlot right = away.slot(site.clock());
      TimeSlot wrong = right.shifted(Duration.ofHours(-1));
      for (String table : List.of("closure", "claim")) {
        sql.run(
            "update " + table + " set starts_at = $1, ends_at = $2", wrong.start(), wrong.end());
      }
      sql.run(
          """
          insert into zone_use (site_id, zone_id, rules_hash, data_version, derived_at)
          values ('sidi', 'Africa/Casablanca', $1, '2026a', $2)
          """,
          Buffer.buffer("other rules"),
          NOW);
      var clock = Clock.fixed(NOW, ZoneOffset.UTC);
      var report =
          new RederiveTimes(open.database(), sites, List.of(new LayoutTimes()), clock)
              .run()
              .getFirst();
      assertThat(report.moved()).extracting(RederiveTimes.Moved::reference).containsExactly("p-1");
      for (String table : List.of("closure", "claim")) {
        assertThat(
                sql.list(
                    row -> new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
                    "select starts_at, ends_at from " + table))
            .as(table)
            .containsExactly(right);
      }
    }
  }
}
