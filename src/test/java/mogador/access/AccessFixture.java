package mogador.access;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.kernel.TimeSlot;

/** A small park: one site, an entrance to spaces 1 and 2, and an office door to space 2. */
final class AccessFixture {
  static final String SITE = "essaouira";
  static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  static final CredentialHash HASH =
      new CredentialHash("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
  static final UUID NADIA = new UUID(1, 1);
  static final CredentialKey CARD = HASH.of(CredentialKind.UID, new byte[] {4, 0x11, 0x22, 0x33});

  private AccessFixture() {}

  static AccessSnapshot park() {
    return AccessSnapshot.EMPTY.withDoors(
        List.of(
            new Doorway(SITE, "entrance", Set.of(1L, 2L), Assurance.BASIC, 5_000),
            new Doorway(SITE, "office", Set.of(2L), Assurance.BASIC, 5_000),
            new Doorway(SITE, "vault", Set.of(2L), Assurance.PROVEN, 3_000)));
  }

  static AccessSnapshot parkWith(AccessRight... rights) {
    return park().with(nadia(false, CredentialStatus.ACTIVE, rights));
  }

  static PersonAccess nadia(boolean suspended, CredentialStatus status, AccessRight... rights) {
    return new PersonAccess(
        NADIA, suspended, List.of(new PersonAccess.Held(CARD, status)), List.of(rights));
  }

  static AccessRight right(long space, Instant start, Instant end) {
    return new AccessRight(
        UUID.nameUUIDFromBytes((space + "" + start + end).getBytes(StandardCharsets.UTF_8)),
        NADIA,
        SITE,
        Optional.of(space),
        new TimeSlot(start, end),
        RightSource.BOOKING,
        new UUID(2, space));
  }

  static Presentation at(String door) {
    return new Presentation(SITE, Optional.of(door), door, CARD, Optional.empty());
  }
}
