package mogador.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Set;
import mogador.fleet.NewFirmware.Fault;
import mogador.sites.DeviceKind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewFirmwareTest {
  private static final Buffer IMAGE = Buffer.buffer("an image");
  private static final Buffer SIGNATURE = Buffer.buffer("0f".repeat(64) + "\n");

  @Test
  void whatIsWellIsReadAsItIs() {
    assertThat(read("reader", " reader 2.4 ", IMAGE, SIGNATURE))
        .isInstanceOfSatisfying(
            NewFirmware.Read.Good.class,
            good -> {
              assertThat(good.firmware().kind()).isEqualTo(DeviceKind.READER);
              assertThat(good.firmware().version()).isEqualTo("reader 2.4");
              assertThat(good.firmware().image()).isEqualTo(IMAGE);
              assertThat(good.firmware().signature().length()).isEqualTo(64);
              assertThat(good.firmware().signature().getByte(63)).isEqualTo((byte) 0x0f);
            });
  }

  @Property
  void aVersionOfUpToSixtyFourCharactersIsTaken(@ForAll @IntRange(max = 200) int length) {
    var read = read("reader", "v".repeat(length), IMAGE, SIGNATURE);
    assertThat(faults(read))
        .isEqualTo(length >= 1 && length <= 64 ? Set.of() : Set.of(Fault.VERSION_MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "2.4\n2.5", "2.4\u0000", "2.4\u202e"})
  void aVersionThatCannotBeReadIsRefused(String version) {
    assertThat(faults(read("reader", version, IMAGE, SIGNATURE)))
        .containsExactly(Fault.VERSION_MALFORMED);
  }

  @Test
  void anImageHasFromOneByteToEightMebibytes() {
    assertThat(faults(read("reader", "1", Buffer.buffer(), SIGNATURE)))
        .containsExactly(Fault.IMAGE_EMPTY);
    assertThat(faults(read("reader", "1", bytes(1), SIGNATURE))).isEmpty();
    assertThat(faults(read("reader", "1", bytes(8 * 1024 * 1024), SIGNATURE))).isEmpty();
    assertThat(faults(read("reader", "1", bytes(8 * 1024 * 1024 + 1), SIGNATURE)))
        .containsExactly(Fault.IMAGE_TOO_LARGE);
  }

  @Property
  void aSignatureHasSixtyFourBytes(@ForAll @IntRange(max = 130) int bytes) {
    var read = read("reader", "1", IMAGE, Buffer.buffer("a9".repeat(bytes)));
    assertThat(faults(read)).isEqualTo(bytes == 64 ? Set.of() : Set.of(Fault.SIGNATURE_MALFORMED));
  }

  @Test
  void aSignatureThatIsNotHexadecimalIsRefused() {
    assertThat(faults(read("reader", "1", IMAGE, Buffer.buffer("xy".repeat(64)))))
        .containsExactly(Fault.SIGNATURE_MALFORMED);
  }

  @Test
  void allThatIsWrongIsSaidAtOnceAtMostOnceForEachField() {
    Set<Fault> faults = faults(read("teapot", "", Buffer.buffer(), Buffer.buffer()));
    assertThat(faults)
        .containsExactlyInAnyOrder(
            Fault.KIND_UNKNOWN,
            Fault.VERSION_MALFORMED,
            Fault.IMAGE_EMPTY,
            Fault.SIGNATURE_MALFORMED);
    assertThat(faults.stream().map(Fault::field)).doesNotHaveDuplicates();
  }

  private static NewFirmware.Read read(
      String kind, String version, Buffer image, Buffer signature) {
    return NewFirmware.read(kind, version, image, signature);
  }

  private static Set<Fault> faults(NewFirmware.Read read) {
    return switch (read) {
      case NewFirmware.Read.Good good -> Set.of();
      case NewFirmware.Read.Faulty(Set<Fault> faults) -> faults;
    };
  }

  private static Buffer bytes(int length) {
    return Buffer.buffer(new byte[length]);
  }
}
