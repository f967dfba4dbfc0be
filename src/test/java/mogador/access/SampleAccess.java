package mogador.access;

import static mogador.access.AccessFixture.NOON;
import static mogador.access.AccessFixture.SITE;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.sites.OpeningHours.Period;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** A few people with a few cards, so that cards change hands and rights meet. */
public final class SampleAccess {
  /** The bytes of the cards there are; the second begins with a zero more than the first. */
  public static final List<byte[]> CARDS =
      List.of(new byte[] {4, 17, 34}, new byte[] {0, 4, 17, 34}, new byte[] {9, 9, 9, 9});

  private SampleAccess() {}

  /**
   * All about one of five people, rights of the day around noon to the second and finer, some at
   * hours of the week only, and some cards that expire.
   */
  public static Arbitrary<PersonAccess> access() {
    return access(AccessFixture.HASH);
  }

  /** The same with credentials hashed so. */
  public static Arbitrary<PersonAccess> access(CredentialHash hash) {
    Arbitrary<UUID> persons = Arbitraries.longs().between(1, 5).map(n -> new UUID(3, n));
    return persons.flatMap(
        person ->
            Combinators.combine(
                    Arbitraries.of(true, false, false, false, false, false),
                    held(hash)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(2)
                        .uniqueElements(PersonAccess.Held::key),
                    right(person).list().ofMinSize(1).ofMaxSize(4))
                .as(
                    (suspended, cards, rights) ->
                        new PersonAccess(person, suspended, cards, rights)));
  }

  private static Arbitrary<PersonAccess.Held> held(CredentialHash hash) {
    Arbitrary<CredentialKey> keys =
        Combinators.combine(
                Arbitraries.of(
                    CredentialKind.UID,
                    CredentialKind.UID,
                    CredentialKind.CARD,
                    CredentialKind.PHONE),
                Arbitraries.of(CARDS))
            .as((kind, bytes) -> hash.of(kind, bytes(kind, bytes)));
    Arbitrary<CredentialStatus> statuses =
        Arbitraries.frequency(
            Tuple.of(4, CredentialStatus.ACTIVE), Tuple.of(1, CredentialStatus.REVOKED));
    return Combinators.combine(keys, statuses, instants().optional(0.15))
        .as(PersonAccess.Held::new);
  }

  private static Arbitrary<AccessRight> right(UUID person) {
    return Combinators.combine(
            instants(),
            lengths(),
            Arbitraries.longs().between(0, 3),
            Arbitraries.of(SITE, SITE, SITE, SITE, "tanger"),
            Arbitraries.longs(),
            hours().optional(0.15),
            Arbitraries.of("entrance", "office").optional(0.15))
        .as(
            (start, micros, space, site, id, hours, door) ->
                new AccessRight(
                    new UUID(7, id),
                    person,
                    site,
                    door.isPresent()
                        ? Optional.of(AccessRight.ENTRANCES)
                        : space == 0 ? Optional.empty() : Optional.of(space),
                    door,
                    new TimeSlot(start, start.plusNanos(1_000 * micros)),
                    hours,
                    false,
                    RightSource.BOOKING,
                    new UUID(8, id)));
  }

  /** Some hours around noon, every day. */
  private static Arbitrary<WeeklySchedule> hours() {
    return Combinators.combine(
            Arbitraries.integers().between(36, 60), Arbitraries.integers().between(1, 12))
        .as(
            (from, length) -> {
              LocalTime start = LocalTime.MIDNIGHT.plusMinutes(15L * from);
              var period = new Period(start, start.plusMinutes(15L * length));
              Map<DayOfWeek, List<Period>> week = new EnumMap<>(DayOfWeek.class);
              for (DayOfWeek day : DayOfWeek.values()) week.put(day, List.of(period));
              var zone = SiteZone.of("Africa/Casablanca").orElseThrow();
              return new WeeklySchedule(new UUID(9, from), "hours", zone, week, Optional.empty());
            });
  }

  private static Arbitrary<Long> lengths() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(1, 20).map(quarters -> quarters * 900_000_000L),
        Arbitraries.longs().between(1, 3_600_000_000L));
  }

  /**
   * With this in place of what was known of the person, and no card in two hands, as in the
   * database.
   *
   * @param changed to which all are added who are not what they were
   */
  public static AccessSnapshot with(
      AccessSnapshot snapshot, PersonAccess access, Set<UUID> changed) {
    AccessSnapshot next = snapshot;
    List<CredentialKey> keys = access.credentials().stream().map(PersonAccess.Held::key).toList();
    for (UUID person : snapshot.persons()) {
      PersonAccess other = snapshot.person(person).orElseThrow();
      List<PersonAccess.Held> left =
          other.credentials().stream().filter(held -> !keys.contains(held.key())).toList();
      if (left.size() == other.credentials().size()) continue;
      next = next.with(new PersonAccess(person, other.suspended(), left, other.rights()));
      changed.add(person);
    }
    changed.add(access.person());
    return next.with(access);
  }

  /** A phone has a longer name than a card. */
  private static byte[] bytes(CredentialKind kind, byte[] card) {
    return kind == CredentialKind.PHONE ? Arrays.copyOf(card, PhoneCodes.HANDLE_BYTES) : card;
  }

  /** A card as it is held to a reader, or a phone by its handle. */
  public record Card(CredentialKind kind, String hex) {
    public static Card of(CredentialKind kind, byte[] bytes) {
      return new Card(kind, HexFormat.of().formatHex(bytes));
    }

    public byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }
  }

  /** The cards that are somebody's. */
  public static List<Card> cardsIn(AccessSnapshot snapshot, CredentialHash hash) {
    return Stream.of(CredentialKind.UID, CredentialKind.CARD, CredentialKind.PHONE)
        .flatMap(kind -> CARDS.stream().map(bytes -> Card.of(kind, bytes(kind, bytes))))
        .filter(card -> snapshot.personOf(hash.of(card.kind(), card.bytes())).isPresent())
        .toList();
  }

  /** Around noon, on the minute as bookings are, or to the microsecond as what was cut short. */
  public static Arbitrary<Instant> instants() {
    Arbitrary<Instant> minutes =
        Arbitraries.integers().between(-120, 120).map(m -> NOON.plus(Duration.ofMinutes(m)));
    Arbitrary<Instant> micros =
        Arbitraries.longs()
            .between(-9_000_000_000L, 9_000_000_000L)
            .map(u -> NOON.plusNanos(1_000 * u));
    return Arbitraries.oneOf(minutes, micros);
  }
}
