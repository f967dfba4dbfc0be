package mogador.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.Language;
import mogador.kernel.TimeSlot;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.platform.TestDatabase;
import mogador.sites.Sites;
import mogador.sites.TestSites;
import org.junit.jupiter.api.Test;

/** Ninety days after a visit nobody can tell who came. */
class ForgetVisitorsIT {
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  @Test
  void whoCameIsForgottenAndThatSomebodyCameIsNot() {
    try (TestDatabase open = TestDatabase.migrated()) {
      new Sites(open.database()).importSite(TestSites.document(TestSites.SMALL), NOW);
      Sql sql = open.database().sql();
      UUID host = Ids.next(NOW);
      sql.run(
          "insert into person (id, email, name, created_at) values ($1, 'h@b.example', 'H', $2)",
          host,
          NOW);
      Visit old = visit(host, NOW.minus(Visits.REMEMBERED).minusSeconds(1));
      Visit recent = visit(host, NOW.minus(Visits.REMEMBERED).plusSeconds(1));
      VisitStore.insert(sql, old, host, NOW);
      VisitStore.insert(sql, recent, host, NOW);
      Instant before = NOW.minus(Visits.REMEMBERED);
      assertThat(VisitStore.forget(sql, before, NOW, 100)).isEqualTo(1);
      assertThat(VisitStore.forget(sql, before, NOW, 100)).isZero();
      Visit forgotten = VisitStore.find(sql, old.id()).orElseThrow();
      assertThat(forgotten.guest().name()).isEmpty();
      assertThat(forgotten.guest().email()).isEmpty();
      assertThat(forgotten.guest().company()).isEmpty();
      assertThat(forgotten.guest().note()).isEmpty();
      assertThat(VisitStore.find(sql, recent.id()).orElseThrow().guest()).isEqualTo(recent.guest());
      assertThat(VisitStore.ofHost(sql, host, NOW, 10))
          .extracting(Visit::id)
          .containsExactly(recent.id());
    }
  }

  private static Visit visit(UUID host, Instant end) {
    var slot = new TimeSlot(end.minus(Duration.ofHours(2)), end);
    return new Visit(
        Ids.next(NOW),
        "sidi",
        new Visit.Host(host, "H"),
        Ids.next(NOW),
        new Visit.Guest(
            "Karim Idrissi", Optional.of("k@b.example"), "Souss SARL", "Parking", Language.AR),
        Ids.secret(32),
        Optional.empty(),
        false,
        LocalDateTime.ofInstant(slot.start(), ZoneOffset.UTC),
        LocalDateTime.ofInstant(slot.end(), ZoneOffset.UTC),
        slot,
        VisitStatus.EXPECTED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Visit.Version.first(NOW));
  }
}
