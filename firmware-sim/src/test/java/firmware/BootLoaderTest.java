package firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs at each start, whatever happened before it. */
class BootLoaderTest {
  private static final String NEW = "mogador-sim 1.1";
  private static final byte[] GOOD = MakeImage.image(NEW, true, 5_000);

  @TempDir private Path folder = Path.of("");

  @Test
  void anImageThatReachesTheBrokerHoldsAndTheOldOneIsKept() {
    assertThat(start().version()).isEqualTo(Messages.FIRMWARE);
    start().install("u1", GOOD);
    BootLoader fresh = start();
    assertThat(fresh.version()).isEqualTo(NEW);
    assertThat(fresh.good()).contains(new BootLoader.News("u1", "installed", Optional.empty()));
    assertThat(start().version()).isEqualTo(NEW);
    assertThat(start().revert("nobody's 0.1")).isFalse();
    assertThat(start().revert(Messages.FIRMWARE)).isTrue();
    assertThat(start().version()).isEqualTo(Messages.FIRMWARE);
    assertThat(start().revert(NEW)).isTrue();
    assertThat(start().version()).isEqualTo(NEW);
  }

  @Test
  void oneThatDoesNotStartIsGivenUpAndThatIsTold() {
    start().install("u2", MakeImage.image(NEW, false, 5_000));
    BootLoader again = start();
    assertThat(again.version()).isEqualTo(Messages.FIRMWARE);
    assertThat(again.good())
        .contains(new BootLoader.News("u2", "failed", Optional.of("did_not_start")));
    assertThat(start().good()).isEmpty();
  }

  @Test
  void oneThatNeverReachesTheBrokerIsGivenUpAfterThreeStarts() {
    start().install("u3", GOOD);
    for (int i = 0; i < 3; i++) assertThat(start().version()).isEqualTo(NEW);
    assertThat(start().version()).isEqualTo(Messages.FIRMWARE);
  }

  @Test
  void aSlotDamagedOnTheWayIsNotRun() throws IOException {
    start().install("u4", GOOD);
    Path slot = folder.resolve("r.image-a");
    byte[] damaged = Files.readAllBytes(slot);
    damaged[damaged.length - 1] ^= 1;
    Files.write(slot, damaged);
    BootLoader again = start();
    assertThat(again.version()).isEqualTo(Messages.FIRMWARE);
    assertThat(again.good()).contains(new BootLoader.News("u4", "failed", Optional.of("damaged")));
  }

  @Test
  void twoUpdatesInARowUseTheSlotThatDoesNotRun() {
    start().install("u5", GOOD);
    assertThat(start().good()).isPresent();
    start().install("u6", MakeImage.image("mogador-sim 1.2", true, 5_000));
    assertThat(start().good()).isPresent();
    assertThat(start().version()).isEqualTo("mogador-sim 1.2");
    assertThat(start().revert(NEW)).isTrue();
    assertThat(start().version()).isEqualTo(NEW);
  }

  @Property(tries = 200)
  void aLossOfPowerAnywhereLeavesOneOfTheTwo(@ForAll long seed) throws IOException {
    Path here = Files.createTempDirectory("boot");
    var random = new Random(seed);
    BootLoader.start(here, "r").install("u7", GOOD);
    // What was being written when the power went is torn, in one file or another.
    tear(here.resolve(random.nextBoolean() ? "r.image-a" : "r.boot"), random);
    String runs = BootLoader.start(here, "r").version();
    assertThat(runs).isIn(NEW, Messages.FIRMWARE);
    try (var files = Files.list(here)) {
      for (Path file : files.toList()) Files.delete(file);
    }
    Files.delete(here);
  }

  @Property(tries = 200)
  void nothingButTheMakersOwnImageIsTaken(@ForAll long seed) throws Exception {
    var random = new Random(seed);
    var maker = MakeImage.Maker.fresh();
    byte[] image = MakeImage.image(NEW, true, 200);
    String signature = maker.sign(image);
    var key = Optional.of(Firmware.makerKey(maker.publicKey()));
    var offered = offered(image, signature);
    assertThat(Firmware.fault(image, offered, key)).isEmpty();
    byte[] other = image.clone();
    other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
    assertThat(Firmware.fault(other, offered, key)).contains("wrong_hash");
    assertThat(Firmware.fault(other, offered(other, signature), key)).contains("wrong_signature");
    assertThat(Firmware.fault(Arrays.copyOf(image, image.length - 1), offered, key))
        .contains("wrong_size");
    var stranger = Optional.of(Firmware.makerKey(MakeImage.Maker.fresh().publicKey()));
    assertThat(Firmware.fault(image, offered, stranger)).contains("wrong_signature");
    assertThat(Firmware.fault(image, offered, Optional.empty())).contains("wrong_signature");
    byte[] elsewhere = MakeImage.image("another 9", true, 200);
    assertThat(Firmware.fault(elsewhere, offered(elsewhere, maker.sign(elsewhere)), key))
        .contains("wrong_model");
  }

  private static Image offered(byte[] image, String signature) {
    return new Image("u", NEW, "/x", image.length, Firmware.sha256(image), signature);
  }

  private static void tear(Path file, Random random) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, random.nextInt(whole.length)));
  }

  private BootLoader start() {
    return BootLoader.start(folder, "r");
  }
}
