package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import mogador.access.Resets;
import mogador.alarms.Alarm;
import mogador.alarms.AlarmKind;
import mogador.identity.Actor;
import mogador.identity.Person;
import mogador.kernel.Await;
import mogador.kernel.Language;
import mogador.sites.SeedSites;
import mogador.sites.SiteDocument;
import mogador.sites.SiteFile;
import mogador.sites.Sites;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A hall that lets people in who are in it already, and tells of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SoftPassbackIT {
  private static final String OUTER = "mogador/v1/essaouira/r-entrance/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Park park;
  private DecisionAlarms alarms;
  private MqttProbe reader;
  private long sequence;

  @BeforeAll
  void open() throws Exception {
    park = new Park();
    alarms = new DecisionAlarms(park.database, park.alarms, park.events);
    String file =
        SeedSites.file(Park.SITE)
            .replace("{code: hall, ", "{code: hall, anti_passback: soft, ")
            .replace("{code: r-m-1, door: d-m-1}", "{code: r-m-1, door: d-entrance, side: inner}");
    if (!(SiteFile.read(file) instanceof SiteFile.Good(SiteDocument document))) {
      throw new AssertionError(SiteFile.read(file));
    }
    assertThat(park.sites.importSite(document, park.clock.instant()))
        .isInstanceOf(Sites.Imported.class);
    park.registry.refresh();
    park.keeper.refresh();
    reader = MqttProbe.connect(park.broker.url(), Park.READER, Park.PASSWORD);
    assertThat(reader.subscribe(OUTER + "decision")).isLessThan(0x80);
  }

  @AfterAll
  void close() throws Exception {
    alarms.close();
    reader.close();
    park.close();
  }

  @Test
  void whoeverComesInAgainIsLetInAndEachPassageIsToldOnce() throws Exception {
    awaitRules();
    park.database.sql().run("delete from alarm");

    enter("04080801");
    String request = UUID.randomUUID().toString();
    assertThat(present("04080801", request)).isEqualTo("granted");
    Await.until("it is told", () -> causes() == 1);
    assertThat(present("04080801", request)).as("asked a second time").isEqualTo("granted");
    journal("04080801", Duration.ZERO);
    assertThat(present("04080801")).as("did not go through").isEqualTo("granted");

    enter("04080802");
    assertThat(present("04080802")).isEqualTo("granted");
    Await.until("so is the next one", () -> causes() == 2);

    welcome("04080803");
    Await.until("the first time", () -> present("04080803").equals("granted"));
    journal("04080803", Duration.ZERO);
    enter("04080804");
    assertThat(present("04080804")).isEqualTo("granted");
    Await.until("the last one", () -> causes() == 3);

    List<Alarm> open = park.alarms.open(Park.SITE);
    assertThat(open).hasSize(1);
    Alarm alarm = open.getFirst();
    assertThat(alarm.kind()).isEqualTo(AlarmKind.ANTI_PASSBACK);
    assertThat(alarm.subject().door()).hasValue("d-entrance");
    assertThat(alarm.rings()).isTrue();
    assertThat(alarm.count()).isEqualTo(3);
  }

  @Test
  void aServerThatStartsKnowsWhoWentInAndWhoseWhereaboutsWereReset() throws Exception {
    UUID who = enter("04080809");
    assertThat(started().inside().of(Park.SITE, who, Instant.EPOCH)).isPresent();
    var salma = new Person(park.person("Salma"), "s@example.org", "Salma", Language.FR, false);
    var manager = new Actor(salma, Set.of(Park.SITE), Set.of());
    var resets = new Resets(park.sites, park.clock);
    Resets.Outcome done =
        park.database.inTransaction(
            sql -> resets.person(sql, manager, Park.SITE, who, "Went out behind somebody"));
    assertThat(done).isInstanceOf(Resets.Outcome.Done.class);
    assertThat(started().inside().of(Park.SITE, who, Instant.EPOCH)).isEmpty();
  }

  /** What a server that starts now reads. */
  private AtReaders started() {
    var passages = new Passages(park.database, park.keeper::current, park.clock);
    passages.watch(park.network());
    var readers = new AtReaders(passages::counts, passages::goTogether, told -> {});
    passages.load(readers);
    passages.loadResets(readers);
    return readers;
  }

  /** The gateway looks now and then which zones count: until somebody's second time is told. */
  private void awaitRules() throws Exception {
    for (int i = 10; i < 60; i++) {
      String badge = "04EE00" + i;
      enter(badge);
      assertThat(present(badge)).isEqualTo("granted");
      Thread.sleep(300);
      if (causes() > 0) return;
    }
    throw new AssertionError("nobody's second time is told");
  }

  /** Somebody new went in a minute ago. */
  private UUID enter(String badge) throws Exception {
    UUID who = welcome(badge);
    Await.until("the badge opens", () -> isKnown(badge));
    journal(badge, Duration.ofMinutes(1));
    assertThat(park.count("select count(*) from journal_event where person_id = $1", who))
        .isEqualTo(1);
    return who;
  }

  private UUID welcome(String badge) {
    UUID who = park.person("Somebody");
    park.enrol(who, java.util.HexFormat.of().parseHex(badge));
    park.welcome(who);
    return who;
  }

  private boolean isKnown(String badge) {
    var key =
        park.hash.of(mogador.access.CredentialKind.UID, java.util.HexFormat.of().parseHex(badge));
    return park.keeper
        .current()
        .personOf(key)
        .flatMap(park.keeper.current()::person)
        .filter(person -> !person.rights().isEmpty())
        .isPresent();
  }

  private long causes() {
    return park.count("select coalesce(sum(count), 0) from alarm where kind = 'anti_passback'");
  }

  private String present(String badge) {
    try {
      return present(badge, UUID.randomUUID().toString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private String present(String badge, String request) throws Exception {
    Thread.sleep(25); // within what a device may send
    reader.publish(
        OUTER + "badge",
        """
        {"request": "%s", "door": "d-entrance", "credential": {"kind": "uid", "bytes": "%s"},
         "at": null, "boot": "boot0001", "uptime_ms": 1000}\
        """
            .formatted(request, badge));
    MqttProbe.Message answer = reader.next(Duration.ofSeconds(5));
    JsonNode json = answer == null ? JSON.createObjectNode() : JSON.readTree(answer.text());
    return json.path("reason").asText("none");
  }

  /** The reader's journal tells that it let somebody in so long ago. */
  private void journal(String badge, Duration ago) throws Exception {
    Instant now = park.clock.instant().truncatedTo(ChronoUnit.MILLIS);
    reader.publish(
        OUTER + "journal",
        """
        {"journal": "journal-soft", "boot": "boot0001", "uptime_ms": 2000, "at": "%1$s",
         "first": 1, "events": [{"sequence": %2$d, "kind": "granted", "at": "%3$s",
           "boot": "boot0001", "uptime_ms": 2000, "door": "d-entrance", "request": "%4$s",
           "credential": {"kind": "uid", "bytes": "%5$s"}, "reason": "granted",
           "decided_by": "server"}]}\
        """
            .formatted(now, ++sequence, now.minus(ago), UUID.randomUUID(), badge));
    long told = sequence;
    Await.until(
        "stored",
        () ->
            park.count("select count(*) from journal_event where journal_id = 'journal-soft'")
                == told);
  }
}
