package mogador.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mogador.platform.Sql;
import mogador.platform.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SitesIT {
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  private static final String WITHOUT_TABLE =
      TestSites.SMALL.replaceAll("(?s)  - code: t-a.*?  - code: b-1", "  - code: b-1");

  private TestDatabase test;
  private Sql sql;
  private Sites sites;

  @BeforeEach
  void open() {
    test = TestDatabase.migrated();
    sql = test.database().sql();
    sites = new Sites(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void anImportedSiteIsInMemoryAndComesBackAfterARestart() {
    assertThat(sites.importSite(small(), NOW)).isEqualTo(new Sites.Imported(4, 0, 0));
    Site site = sites.current().site("sidi").orElseThrow();
    assertThat(site.document()).isEqualTo(small());
    Space table = sites.current().space("sidi/t-a").orElseThrow();
    assertThat(table.atoms()).containsExactly(id("p-1"), id("p-2"));
    assertThat(sites.current().doorsTo(table)).extracting(Door::code).hasSize(2);

    Sites other = new Sites(test.database());
    assertThat(other.current().sites()).isEmpty();
    assertThat(other.load().site("sidi")).contains(site);
  }

  @Test
  void spacesAndDevicesKeepTheirIdentityWhenTheFileComesAgain() {
    sites.importSite(small(), NOW);
    long before = id("t-a");
    sql.run("update device set secret_hash = '\\x01', state = '{}' where code = 'r-1'");
    String file = TestSites.SMALL.replace("capacity: 3", "capacity: 5");
    assertThat(sites.importSite(TestSites.document(file), NOW))
        .isEqualTo(new Sites.Imported(0, 4, 0));
    assertThat(id("t-a")).isEqualTo(before);
    assertThat(sites.current().space("sidi/b-1").orElseThrow().capacity()).isEqualTo(5);
    assertThat(sql.list(r -> r.getString(0), "select code from device where secret_hash = '\\x01'"))
        .containsExactly("r-1");
  }

  @Test
  void aSpaceGoneFromTheFileIsRetiredAndFoundByItsIdOnly() {
    sites.importSite(small(), NOW);
    long table = id("t-a");
    assertThat(sites.importSite(TestSites.document(WITHOUT_TABLE), NOW))
        .isEqualTo(new Sites.Imported(0, 3, 1));
    assertThat(sites.current().space("sidi/t-a")).isEmpty();
    assertThat(sites.current().spaceById(table)).map(Space::retired).contains(true);
    assertThat(sites.importSite(small(), NOW)).isEqualTo(new Sites.Imported(0, 4, 0));
    assertThat(id("t-a")).isEqualTo(table);
  }

  @Test
  void aSpaceSomeoneHoldsIsNotRetired() {
    sites.importSite(small(), NOW);
    claim("p-1", "t-a", NOW.plus(Duration.ofDays(1)));
    assertThat(sites.importSite(TestSites.document(WITHOUT_TABLE), NOW))
        .isInstanceOfSatisfying(
            Sites.Refused.class,
            refused -> assertThat(refused.reasons()).singleElement().asString().contains("t-a"));
    assertThat(sites.current().space("sidi/t-a")).isPresent();
    assertThat(sites.importSite(TestSites.document(WITHOUT_TABLE), NOW.plus(Duration.ofDays(3))))
        .as("once it is over")
        .isInstanceOf(Sites.Imported.class);
  }

  @Test
  void aTableSomeoneHoldsDoesNotLoseASeat() {
    sites.importSite(small(), NOW);
    claim("p-1", "t-a", NOW.plus(Duration.ofDays(1)));
    String file = TestSites.SMALL.replace("parts: [p-1, p-2]", "parts: [p-1]");
    assertThat(sites.importSite(TestSites.document(file), NOW))
        .isInstanceOfSatisfying(
            Sites.Refused.class,
            refused ->
                assertThat(refused.reasons()).singleElement().asString().contains("other parts"));
  }

  @Test
  void theSeedIsImportedWhole() {
    for (String id : SeedSites.ids()) sites.importSite(SeedSites.document(id), NOW);
    assertThat(sites.current().sites()).extracting(Site::id).containsAll(SeedSites.ids());
    Space all = sites.current().space("essaouira/coworking").orElseThrow();
    assertThat(all.atoms()).hasSize(35);
    List<Long> stored =
        sql.list(
            r -> r.getLong(0),
            "select atom_id from composition where space_id = $1 order by atom_id",
            all.id());
    assertThat(stored).isEqualTo(all.atoms());
  }

  private void claim(String atom, String space, Instant from) {
    sql.run(
        """
        insert into claim (atom_id, starts_at, ends_at, space_id, source, source_id)
        values ($1, $2, $3, $4, 'booking', $5)\
        """,
        id(atom),
        from,
        from.plus(Duration.ofHours(1)),
        id(space),
        UUID.randomUUID());
  }

  private long id(String code) {
    return sites.current().space("sidi", code).orElseThrow().id();
  }

  private static SiteDocument small() {
    return TestSites.document(TestSites.SMALL);
  }
}
