package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import firmware.ListReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import mogador.access.AccessLists;
import mogador.access.AccessRight;
import mogador.access.AccessSnapshot;
import mogador.access.Assurance;
import mogador.access.AtDoor;
import mogador.access.CredentialHash;
import mogador.access.CredentialKind;
import mogador.access.CredentialStatus;
import mogador.access.DecideAccess;
import mogador.access.Decision;
import mogador.access.DoorMode;
import mogador.access.Doorway;
import mogador.access.PersonAccess;
import mogador.access.PhoneCodes;
import mogador.access.PhoneTry;
import mogador.access.Presentation;
import mogador.access.SampleAccess;
import mogador.kernel.TimeSlot;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * What the server tells a reader of its list, against the simulator's reader, which was written
 * from the protocol alone.
 */
class ListsProperties {
  private static final String SITE = "essaouira";
  private static final DeviceId READER = new DeviceId(SITE, "r-entrance");
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final byte[] INSTALLATION =
      "the-key-of-these-tests".getBytes(StandardCharsets.US_ASCII);
  private static final CredentialHash HASH = new CredentialHash(INSTALLATION);
  private static final CommandKeys KEYS = new CommandKeys(INSTALLATION);
  private static final String PASSWORD = "a-password-of-the-entrance-reader";
  private static final Set<String> NOT_NOW = Set.of("too_early", "too_late");

  /** What a list says as windows, which end with a badge that is lent and have gaps by the week. */
  private static final Set<String> BY_WINDOWS =
      Set.of("too_early", "too_late", "outside_hours", "expired");

  private static final Doorway.Key DOOR = new Doorway.Key(SITE, "entrance");

  @Property(tries = 500)
  void serverAndReaderDecideAlike(
      @ForAll("people") List<PersonAccess> people,
      @ForAll("doors") Doorway door,
      @ForAll("kinds") CredentialKind anyKind,
      @ForAll("cards") byte[] anyCard,
      @ForAll int pick,
      @ForAll("instants") Instant instant) {
    // A reader's clock counts milliseconds.
    Instant at = instant.truncatedTo(ChronoUnit.MILLIS);
    AccessSnapshot snapshot = snapshot(people, door);
    List<SampleAccess.Card> held = SampleAccess.cardsIn(snapshot, HASH);
    boolean known = !held.isEmpty() && pick % 5 != 0;
    var shown =
        known ? held.get(Math.floorMod(pick, held.size())) : SampleAccess.Card.of(anyKind, anyCard);
    CredentialKind kind = shown.kind();
    byte[] card = shown.bytes();
    try (ListReader reader = reader()) {
      settle(new ToldReader(READER, KEYS), snapshot, reader, 1);
      boolean phone = kind == CredentialKind.PHONE;
      // Now and then a code that is not of this moment.
      long step = PhoneCodes.step(at) + (pick % 4 == 0 ? 2 : 0);
      byte[] read =
          phone ? HASH.phones().text(card, step).getBytes(StandardCharsets.US_ASCII) : card;
      boolean fresh = phone && HASH.phones().stepOf(read, at).isPresent();
      var presented =
          new Presentation(
              SITE,
              Optional.of("entrance"),
              "entrance",
              HASH.of(kind, card),
              Optional.empty(),
              AtDoor.NOTHING.with(fresh ? PhoneTry.FRESH : PhoneTry.OVER));
      Decision decision = DecideAccess.decide(snapshot, presented, at);
      String hex = HexFormat.of().withUpperCase().formatHex(read);
      String alone = reader.decides(phone ? "qr" : kind.code(), hex, at);
      Statistics.collect(alone);
      // What a reader does not know, it asks; what it knows, it knows as the server does.
      if (alone.equals("?")) {
        assertThat(decision).isInstanceOf(Decision.Denied.class);
      } else if (NOT_NOW.contains(alone)) {
        // Which of two windows is nearer may hang on a microsecond.
        assertThat(decision.reason()).isIn(BY_WINDOWS);
      } else if (decision.reason().equals("expired")) {
        // A reader that knows of the end by its windows alone looks at the rest first.
        assertThat(alone).isIn("suspended", "lockdown");
      } else {
        assertThat(alone).isEqualTo(decision.reason());
      }
    }
  }

  @Example
  void aReaderThatIsAloneTakesEachCodeOfAPhoneOnceAndNoOlderOne() {
    byte[] handle = new byte[16];
    var person = new UUID(3, 3);
    var day = new TimeSlot(NOON.minusSeconds(3_600), NOON.plusSeconds(3_600));
    var held =
        new PersonAccess.Held(HASH.of(CredentialKind.PHONE, handle), CredentialStatus.ACTIVE);
    AccessRight right = AccessRight.ofLease(new UUID(5, 5), person, SITE, 1L, day);
    var access = new PersonAccess(person, false, List.of(held), List.of(right));
    try (ListReader reader = reader()) {
      Doorway proven = door(Assurance.PROVEN, DoorMode.NORMAL);
      settle(new ToldReader(READER, KEYS), snapshot(List.of(access), proven), reader, 1);
      String first = code(handle, NOON);
      String second = code(handle, NOON.plusSeconds(30));
      assertThat(reader.decides("qr", first, NOON)).isEqualTo("granted");
      reader.letIn("qr", first, NOON);
      assertThat(reader.decides("qr", first, NOON.plusSeconds(5))).isEqualTo("code_used");
      assertThat(reader.decides("qr", second, NOON.plusSeconds(31))).isEqualTo("granted");
      reader.letIn("qr", second, NOON.plusSeconds(31));
      assertThat(reader.decides("qr", first, NOON.plusSeconds(32))).isEqualTo("code_used");
      assertThat(reader.decides("qr", second, NOON.plusSeconds(95))).isEqualTo("code_expired");
    }
  }

  private static String code(byte[] handle, Instant at) {
    byte[] text =
        HASH.phones().text(handle, PhoneCodes.step(at)).getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().withUpperCase().formatHex(text);
  }

  @Property(tries = 150)
  void aReaderComesToTheServersListWhateverIsLostRepeatedAndReordered(
      @ForAll("steps") List<List<PersonAccess>> steps,
      @ForAll("modes") List<DoorMode> modes,
      @ForAll long seed) {
    var random = new Random(seed);
    var told = new ToldReader(READER, KEYS);
    AccessSnapshot snapshot = snapshot(List.of(), door(Assurance.BASIC, DoorMode.NORMAL));
    AccessLists lists = AccessLists.of(snapshot, NOON);
    List<ToldReader.Message> air = new ArrayList<>();
    long now = 1;
    try (ListReader reader = reader()) {
      for (int i = 0; i < steps.size(); i++) {
        Set<UUID> changed = new HashSet<>();
        for (PersonAccess access : steps.get(i)) {
          snapshot = SampleAccess.with(snapshot, access, changed);
        }
        DoorMode mode = modes.get(i % modes.size());
        snapshot = snapshot.withDoors(List.of(door(Assurance.BASIC, mode)));
        lists = lists.with(snapshot, changed, NOON);
        air.addAll(bring(told, lists, Optional.empty(), ++now));
        if (random.nextInt(3) == 0) air.addAll(bring(told, lists, request(reader), ++now));
        if (random.nextInt(4) == 0) reader.restart();
        deliver(air, reader, random);
      }
      // Late and old messages, all of them, and then the air is clear.
      while (!air.isEmpty()) take(reader, air.removeLast());
      int messages = settle(told, snapshot, reader, ++now);
      Statistics.label("messages until settled").collect(messages);
      assertThat(messages).isLessThan(10);
      assertThat(reader.hash()).isEqualTo(lists.of(DOOR).hash());
      assertThat(reader.size()).isEqualTo(lists.of(DOOR).size());
      assertThat(reader.mode()).isEqualTo(lists.door(DOOR).orElseThrow().mode().code());
      reader.restart();
      assertThat(reader.hash()).isEqualTo(lists.of(DOOR).hash());
    }
  }

  @Property(tries = 300)
  void whatIsNotTheServersOwnChangesNothing(
      @ForAll("people") List<PersonAccess> people, @ForAll long seed) {
    var random = new Random(seed);
    AccessSnapshot snapshot = snapshot(people, door(Assurance.BASIC, DoorMode.NORMAL));
    try (ListReader reader = reader()) {
      var told = new ToldReader(READER, KEYS);
      settle(told, snapshot, reader, 1);
      String before = reader.hash();
      AccessSnapshot locked = snapshot(List.of(), door(Assurance.BASIC, DoorMode.LOCKDOWN));
      for (ToldReader.Message message :
          bring(told, AccessLists.of(locked, NOON), request(reader), 9)) {
        byte[] damaged = message.payload().getBytes(StandardCharsets.UTF_8);
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(7));
        if (message.retained() && reader.arrived("acl", damaged)) {
          // A flipped bit outside what is signed: the lines did not fit, or were not needed.
          assertThat(reader.hash()).isIn(before, AccessLists.of(locked, NOON).of(DOOR).hash());
        }
      }
      byte[] junk = new byte[random.nextInt(200)];
      random.nextBytes(junk);
      assertThat(reader.arrived("acl", junk)).isFalse();
      assertThat(reader.arrived("acl/list", junk)).isFalse();
    }
  }

  /** As long as it asks it is answered; how many messages that took. */
  private static int settle(ToldReader told, AccessSnapshot snapshot, ListReader reader, long now) {
    AccessLists lists = AccessLists.of(snapshot, NOON);
    int messages = 0;
    for (ToldReader.Message message : bring(told, lists, Optional.empty(), true, now)) {
      take(reader, message);
      messages++;
    }
    for (int round = 0; round < 5 && !reader.isCurrent(); round++) {
      for (ToldReader.Message message : bring(told, lists, request(reader), now)) {
        take(reader, message);
        messages++;
      }
    }
    assertThat(reader.isCurrent()).isTrue();
    return messages;
  }

  private static void deliver(List<ToldReader.Message> air, ListReader reader, Random random) {
    for (int i = random.nextInt(air.size() + 1); i > 0 && !air.isEmpty(); i--) {
      int at = random.nextInt(air.size());
      ToldReader.Message message = air.get(at);
      switch (random.nextInt(4)) {
        case 0 -> air.remove(at);
        case 1 -> take(reader, message);
        default -> {
          air.remove(at);
          take(reader, message);
        }
      }
    }
  }

  private static void take(ListReader reader, ToldReader.Message message) {
    reader.arrived(message.below(), message.payload().getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<ListRequest> request(ListReader reader) {
    byte[] bytes = reader.request().getBytes(StandardCharsets.UTF_8);
    if (ListRequest.parse(bytes) instanceof Parsed.Good<ListRequest>(ListRequest good)) {
      return Optional.of(good);
    }
    throw new AssertionError("the server cannot read " + reader.request());
  }

  private static List<ToldReader.Message> bring(
      ToldReader told, AccessLists lists, Optional<ListRequest> request, long now) {
    return bring(told, lists, request, false, now);
  }

  private static List<ToldReader.Message> bring(
      ToldReader told, AccessLists lists, Optional<ListRequest> request, boolean again, long now) {
    return told.bring(
        lists.of(DOOR),
        lists.door(DOOR).orElseThrow(),
        DevicePasswords.hexHash(PASSWORD),
        again,
        request,
        now);
  }

  private static AccessSnapshot snapshot(List<PersonAccess> people, Doorway door) {
    AccessSnapshot snapshot = AccessSnapshot.EMPTY.withDoors(List.of(door));
    for (PersonAccess access : people) {
      snapshot = SampleAccess.with(snapshot, access, new HashSet<>());
    }
    return snapshot;
  }

  private static Doorway door(Assurance needs, DoorMode mode) {
    return new Doorway(SITE, "entrance", Set.of(1L, 2L), needs, 5_000).in(mode);
  }

  private static ListReader reader() {
    return new ListReader(
        SITE, "r-entrance", "entrance", KEYS.of(SITE, "r-entrance", PASSWORD), HASH.readersKey());
  }

  @Provide
  Arbitrary<List<List<PersonAccess>>> steps() {
    return people().list().ofMinSize(1).ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<PersonAccess>> people() {
    return SampleAccess.access(HASH).list().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<DoorMode>> modes() {
    return Arbitraries.of(DoorMode.class).list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<Doorway> doors() {
    return Combinators.combine(
            Arbitraries.of(
                Assurance.BASIC, Assurance.BASIC, Assurance.PROVEN, Assurance.TWO_FACTORS),
            Arbitraries.of(DoorMode.NORMAL, DoorMode.NORMAL, DoorMode.LOCKDOWN))
        .as(ListsProperties::door);
  }

  @Provide
  Arbitrary<CredentialKind> kinds() {
    return Arbitraries.of(CredentialKind.UID, CredentialKind.UID, CredentialKind.CARD);
  }

  @Provide
  Arbitrary<byte[]> cards() {
    return Arbitraries.of(SampleAccess.CARDS);
  }

  @Provide
  Arbitrary<Instant> instants() {
    return SampleAccess.instants();
  }
}
