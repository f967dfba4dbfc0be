package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
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
import mogador.access.PhoneCodes;
import mogador.kernel.TimeSlot;
import org.junit.jupiter.api.Test;

/** A phone with its code, two doors, and two servers that share what readers send. */
class UsedCodesTest {
  /** The first second of a half minute. */
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

  private static final UUID NADIA = new UUID(1, 1);
  private static final byte[] HANDLE = "sixteen bytes of".getBytes(StandardCharsets.US_ASCII);
  private static final CredentialHash HASH = new CredentialHash(new byte[32]);

  private final List<Consumer<String>> servers = new ArrayList<>();
  private final DeviceEvents events = new DeviceEvents(new SimpleMeterRegistry());
  private final BadgeDesk one = server();
  private final BadgeDesk other = server();
  private CredentialStatus status = CredentialStatus.ACTIVE;

  @Test
  void theCodeOfTheMomentOpensAndAnOlderOneDoesNot() throws Exception {
    String code = code(NOON);
    assertThat(present(one, "entrance", code, NOON.plusSeconds(29))).isEqualTo("granted");
    assertThat(present(one, "hall", code, NOON.plusSeconds(60))).isEqualTo("code_expired");
    assertThat(present(one, "entrance", code(NOON.plusSeconds(120)), NOON.plusSeconds(60)))
        .as("from a clock far ahead")
        .isEqualTo("code_expired");
  }

  @Test
  void itServesOnceAtADoorOnWhicheverServerAndOnceAtTheNextDoor() throws Exception {
    String code = code(NOON);
    assertThat(present(one, "entrance", code, NOON)).isEqualTo("granted");
    assertThat(present(other, "entrance", code, NOON.plusSeconds(1))).isEqualTo("code_used");
    assertThat(present(other, "hall", code, NOON.plusSeconds(10))).isEqualTo("granted");
    assertThat(present(one, "hall", code, NOON.plusSeconds(11))).isEqualTo("code_used");
    assertThat(present(one, "hall", code(NOON.plusSeconds(30)), NOON.plusSeconds(31)))
        .isEqualTo("granted");
  }

  @Test
  void aPhotoServesNowhereOnceItsHolderHasShownTheNextCode() throws Exception {
    String photo = code(NOON);
    Instant next = NOON.plusSeconds(30);
    assertThat(present(one, "entrance", code(next), next)).isEqualTo("granted");
    assertThat(present(other, "hall", photo, next.plusSeconds(5))).isEqualTo("code_used");
  }

  @Test
  void theSameRequestGetsTheSameAnswerOnAnotherServerToo() throws Exception {
    String request = UUID.randomUUID().toString();
    assertThat(present(one, request, "entrance", code(NOON), NOON)).isEqualTo("granted");
    assertThat(present(other, request, "entrance", code(NOON), NOON)).isEqualTo("granted");
  }

  @Test
  void aRefusedCodeIsNotUsedUpAndALostPhoneOpensNothing() throws Exception {
    String code = code(NOON);
    assertThat(present(one, "vault", code, NOON)).isEqualTo("no_right_here");
    assertThat(present(one, "entrance", code, NOON)).isEqualTo("granted");
    status = CredentialStatus.LOST;
    assertThat(present(one, "hall", code, NOON)).isEqualTo("revoked");
  }

  private String present(BadgeDesk server, String door, String code, Instant at) throws Exception {
    return present(server, UUID.randomUUID().toString(), door, code, at);
  }

  private static String present(
      BadgeDesk server, String request, String door, String code, Instant at) throws IOException {
    String hex = HexFormat.of().formatHex(code.getBytes(StandardCharsets.UTF_8));
    var credential = new PresentedCredential(CredentialKind.QR, hex.toUpperCase(Locale.ROOT));
    var badge = new BadgeMessage(request, door, credential, Optional.of(at));
    return Answered.by(server, reader(door), badge, at).path("reason").asText();
  }

  private static Device reader(String door) {
    var id = new DeviceId("essaouira", "r-" + door);
    return new Device(id, Optional.of(door), Optional.empty(), Optional.empty());
  }

  private static String code(Instant at) {
    return HASH.phones().text(HANDLE, PhoneCodes.step(at));
  }

  private BadgeDesk server() {
    var codes = new UsedCodes(HASH, told -> servers.forEach(server -> server.accept(told)));
    servers.add(codes::heard);
    var factors = new SecondFactors(told -> {});
    var readers = new AtReaders(site -> false, site -> false, told -> {});
    return new BadgeDesk(
        this::snapshot,
        HASH,
        factors,
        codes,
        readers,
        one -> false,
        events,
        new SimpleMeterRegistry());
  }

  private AccessSnapshot snapshot() {
    var phone = new PersonAccess.Held(HASH.of(CredentialKind.PHONE, HANDLE), status);
    var day = new TimeSlot(NOON.minusSeconds(86_400), NOON.plusSeconds(86_400));
    AccessRight right = AccessRight.ofLease(new UUID(5, 5), NADIA, "essaouira", 1L, day);
    return AccessSnapshot.EMPTY
        .withDoors(
            List.of(
                new Doorway("essaouira", "entrance", Set.of(1L), Assurance.BASIC, 5_000),
                new Doorway("essaouira", "hall", Set.of(1L), Assurance.PROVEN, 5_000),
                new Doorway("essaouira", "vault", Set.of(2L), Assurance.BASIC, 5_000)))
        .with(new PersonAccess(NADIA, false, List.of(phone), List.of(right)));
  }
}
