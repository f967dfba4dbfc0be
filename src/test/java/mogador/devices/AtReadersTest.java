package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import mogador.access.AccessRight;
import mogador.access.AccessSnapshot;
import mogador.access.Assurance;
import mogador.access.CredentialHash;
import mogador.access.CredentialKind;
import mogador.access.CredentialStatus;
import mogador.access.Doorway;
import mogador.access.PersonAccess;
import mogador.access.Whereabouts.Passage;
import mogador.kernel.TimeSlot;
import mogador.sites.ZoneRules;
import mogador.sites.ZoneRules.AntiPassback;
import org.junit.jupiter.api.Test;

/** A lab with a reader on either side of its door, and two servers that share what they send. */
class AtReadersTest {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final String SITE = "essaouira";
  private static final CredentialHash HASH = new CredentialHash(new byte[32]);
  private static final DeviceId IN = new DeviceId(SITE, "r-in");
  private static final DeviceId OUT = new DeviceId(SITE, "r-out");

  private final List<Consumer<String>> servers = new ArrayList<>();
  private final DeviceEvents events = new DeviceEvents(new SimpleMeterRegistry());
  private final BadgeDesk one = server();
  private final BadgeDesk other = server();
  private ZoneRules rules = ZoneRules.NONE;

  @Test
  void whoeverIsInComesInAgainOnlyAfterGoingOutOnWhicheverServer() throws Exception {
    rules = new ZoneRules(Optional.empty(), Optional.of(AntiPassback.HARD), false, hours(12));
    assertThat(present(one, IN, 1, 0)).isEqualTo("granted");
    assertThat(present(other, IN, 1, 60)).isEqualTo("anti_passback");
    assertThat(present(one, OUT, 1, 70)).isEqualTo("granted");
    assertThat(present(other, IN, 1, 80)).isEqualTo("granted");
  }

  @Test
  void theLastPlaceIsGivenOnce() throws Exception {
    rules = new ZoneRules(Optional.of(1), Optional.empty(), false, hours(12));
    assertThat(present(one, IN, 1, 0)).isEqualTo("granted");
    assertThat(present(other, IN, 2, 1)).isEqualTo("capacity_reached");
    assertThat(present(other, OUT, 1, 5)).isEqualTo("granted");
    assertThat(present(one, IN, 2, 6)).isEqualTo("granted");
  }

  @Test
  void twoGoInTogetherAndBothAreInsideThen() throws Exception {
    rules = new ZoneRules(Optional.of(3), Optional.of(AntiPassback.HARD), true, hours(12));
    assertThat(present(one, IN, 1, 0)).isEqualTo("second_person_needed");
    assertThat(present(other, IN, 2, 20)).isEqualTo("granted");
    assertThat(present(one, IN, 1, 60)).isEqualTo("anti_passback");
    assertThat(present(one, IN, 3, 61)).as("two are inside").isEqualTo("granted");
  }

  @Test
  void whoeverWaitsForASecondPersonWaitsForHalfAMinute() throws Exception {
    rules = new ZoneRules(Optional.empty(), Optional.empty(), true, hours(12));
    assertThat(present(one, IN, 1, 0)).isEqualTo("second_person_needed");
    assertThat(present(other, IN, 2, 31)).isEqualTo("second_person_needed");
    assertThat(present(one, IN, 1, 40)).isEqualTo("granted");
  }

  @Test
  void aVisitorGoesInRightBehindAHostAndTakesNobodyAlong() throws Exception {
    assertThat(present(one, IN, 8, 0)).isEqualTo("escort_needed");
    assertThat(present(one, IN, 1, 10)).isEqualTo("granted");
    assertThat(present(other, IN, 8, 20)).isEqualTo("granted");
    assertThat(present(one, IN, 9, 45))
        .as("the host was there too long ago")
        .isEqualTo("escort_needed");
  }

  @Test
  void theDoorIsReleasedForWhoeverGoesOut() throws Exception {
    rules = new ZoneRules(Optional.of(1), Optional.empty(), false, hours(12));
    var badge = badge(UUID.randomUUID().toString(), 1, NOON);
    assertThat(Answered.by(one, reader(OUT), badge, NOON).path("unlock_ms").asInt())
        .isEqualTo(5_000);
  }

  @Test
  void whoeverWaitedIsFoundAgainInTheJournals() {
    Passage first = passage(1, 0);
    Passage second = passage(2, 20);
    Passage late = passage(3, 90);
    Passage alone = passage(4, 200);
    List<PassageStore.Told> told =
        List.of(
            new PassageStore.Told(IN, first, true),
            new PassageStore.Told(IN, second, false),
            new PassageStore.Told(IN, late, true),
            new PassageStore.Told(IN, alone, false));
    assertThat(PassageStore.together(told, AtReaders.TOGETHER))
        .containsExactly(second, first, alone);
  }

  private static Passage passage(int person, int second) {
    return new Passage(new UUID(1, person), SITE, "lab", "lab-door", NOON.plusSeconds(second));
  }

  private static String present(BadgeDesk server, DeviceId reader, int person, int second)
      throws IOException {
    Instant at = NOON.plusSeconds(second);
    var badge = badge(UUID.randomUUID().toString(), person, at);
    return Answered.by(server, reader(reader), badge, at).path("reason").asText();
  }

  private static BadgeMessage badge(String request, int person, Instant at) {
    String hex = HexFormat.of().withUpperCase().formatHex(card(person));
    var credential = new PresentedCredential(CredentialKind.UID, hex);
    return new BadgeMessage(request, "lab-door", credential, Optional.of(at));
  }

  private static Device reader(DeviceId id) {
    return new Device(id, Optional.of("lab-door"), Optional.empty(), Optional.empty());
  }

  private static byte[] card(int person) {
    return new byte[] {4, 4, 4, (byte) person};
  }

  private BadgeDesk server() {
    var readers =
        new AtReaders(
            site -> rules.count(),
            site -> true,
            told -> servers.forEach(server -> server.accept(told)));
    servers.add(readers::heard);
    return new BadgeDesk(
        this::snapshot,
        HASH,
        new SecondFactors(told -> {}),
        new UsedCodes(HASH, told -> {}),
        readers,
        OUT::equals,
        events,
        new SimpleMeterRegistry());
  }

  /** Persons 1 to 3 may enter, 8 and 9 visit somebody. */
  private AccessSnapshot snapshot() {
    AccessSnapshot snapshot =
        AccessSnapshot.EMPTY.withDoors(
            List.of(
                new Doorway(SITE, "lab-door", Set.of(1L), Assurance.BASIC, 5_000)
                    .between(new Doorway.Leads("hall", "lab", rules))));
    var day = new TimeSlot(NOON.minusSeconds(86_400), NOON.plusSeconds(86_400));
    for (int person : new int[] {1, 2, 3, 8, 9}) {
      UUID id = new UUID(1, person);
      AccessRight right =
          person < 8
              ? AccessRight.ofLease(new UUID(5, 5), id, SITE, 1L, day)
              : AccessRight.ofVisit(new UUID(6, 6), id, SITE, Optional.of(1L), day, true);
      var held =
          new PersonAccess.Held(HASH.of(CredentialKind.UID, card(person)), CredentialStatus.ACTIVE);
      snapshot = snapshot.with(new PersonAccess(id, false, List.of(held), List.of(right)));
    }
    return snapshot;
  }

  private static Duration hours(int count) {
    return Duration.ofHours(count);
  }
}
