package firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Orders that come late, twice, out of order, after a restart, or from somebody else. */
class CommandGuardProperties {
  static final String TOPIC = "mogador/v1/essaouira/r-entrance/command";
  static final String KEY = "00".repeat(31) + "2a";
  static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");

  @Property(tries = 60)
  void noOrderIsCarriedOutTwiceAndTheCounterNeverGoesBack(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int messages) throws Exception {
    Path folder = Files.createTempDirectory("commands");
    try {
      var random = new Random(seed);
      Set<Long> done = new HashSet<>();
      long highest = 0;
      String boot = "boot0001";
      var guard = guard(folder);
      for (int i = 0; i < messages; i++) {
        if (random.nextInt(8) == 0) {
          guard.close();
          guard = guard(folder);
          boot = "boot000" + random.nextInt(3);
        }
        long counter = 1L + random.nextInt(12);
        String meant = "boot000" + random.nextInt(3);
        Instant expires = NOW.plusSeconds(random.nextInt(60) - 40);
        var verdict = guard.look(order(counter, meant, expires), moment(boot));
        if (!(verdict instanceof CommandGuard.Good(Command command))) continue;
        assertThat(done.add(command.counter())).as("first time").isTrue();
        assertThat(command.counter()).isGreaterThan(highest);
        assertThat(meant).isEqualTo(boot);
        assertThat(expires).isAfterOrEqualTo(NOW.minus(CommandGuard.CLOCKS_DIFFER));
        guard.keep(command);
        highest = command.counter();
      }
      guard.close();
    } finally {
      delete(folder);
    }
  }

  @Property(tries = 200)
  void aSingleBitFlippedMakesItNobodys(@ForAll long seed) throws Exception {
    Path folder = Files.createTempDirectory("commands");
    try (var guard = guard(folder)) {
      byte[] good = order(1, "boot0001", NOW.plusSeconds(5));
      assertThat(guard.look(good, moment("boot0001"))).isInstanceOf(CommandGuard.Good.class);
      var random = new Random(seed);
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      var verdict = guard.look(bad, moment("boot0001"));
      assertThat(verdict).isInstanceOf(CommandGuard.Forged.class);
    } finally {
      delete(folder);
    }
  }

  @Property(tries = 500)
  void randomBytesAreDroppedWithoutAWord(@ForAll byte[] bytes) throws Exception {
    Path folder = Files.createTempDirectory("commands");
    try (var guard = guard(folder)) {
      assertThat(guard.look(bytes, moment("boot0001"))).isInstanceOf(CommandGuard.Forged.class);
    } finally {
      delete(folder);
    }
  }

  @Example
  void whatWasJustCarriedOutIsSaidToBeADuplicate() throws Exception {
    Path folder = Files.createTempDirectory("commands");
    try (var guard = guard(folder)) {
      byte[] order = order(5, "boot0001", NOW.plusSeconds(5));
      if (guard.look(order, moment("boot0001")) instanceof CommandGuard.Good(Command command)) {
        guard.keep(command);
      }
      assertThat(guard.look(order, moment("boot0001")))
          .isEqualTo(new CommandGuard.Duplicate("id-5"));
      assertThat(guard.look(order(4, "boot0001", NOW.plusSeconds(5)), moment("boot0001")))
          .isEqualTo(new CommandGuard.Rejected("id-4", "replayed"));
    } finally {
      delete(folder);
    }
  }

  @Example
  void thePagesExampleIsGenuine() throws Exception {
    String page = Files.readString(Path.of("docs/device-protocol.md"));
    int start = page.indexOf("{\"command\": ");
    String example = page.substring(start, page.indexOf("```", start));
    var key = new StringBuilder();
    for (int i = 0; i < 32; i++) key.append("%02x".formatted(i));
    Path folder = Files.createTempDirectory("commands");
    try (var guard =
        CommandGuard.open(
            Optional.of(new Signer(key.toString())), TOPIC, folder.resolve("reader.commands"))) {
      assertThat(guard.look(example.getBytes(StandardCharsets.UTF_8), moment("5f0c9a31d2b84e67")))
          .isInstanceOf(CommandGuard.Good.class);
    } finally {
      delete(folder);
    }
  }

  @Example
  void anOrderSignedForAnotherDeviceIsForged() throws Exception {
    Path folder = Files.createTempDirectory("commands");
    try (var guard = guard(folder)) {
      byte[] order =
          order("mogador/v1/essaouira/r-m-1/command", KEY, 1, "boot0001", NOW.plusSeconds(5));
      assertThat(guard.look(order, moment("boot0001"))).isInstanceOf(CommandGuard.Forged.class);
      byte[] another = order(TOPIC, "11".repeat(32), 1, "boot0001", NOW.plusSeconds(5));
      assertThat(guard.look(another, moment("boot0001"))).isInstanceOf(CommandGuard.Forged.class);
    } finally {
      delete(folder);
    }
  }

  private static CommandGuard guard(Path folder) {
    return CommandGuard.open(
        Optional.of(new Signer(KEY)), TOPIC, folder.resolve("reader.commands"));
  }

  private static Moment moment(String boot) {
    return new Moment(Optional.of(NOW), boot, 1_000);
  }

  static byte[] order(long counter, String boot, Instant expires) throws GeneralSecurityException {
    return order(TOPIC, KEY, counter, boot, expires);
  }

  private static byte[] order(String topic, String key, long counter, String boot, Instant expires)
      throws GeneralSecurityException {
    String command =
        Messages.JSON
            .createObjectNode()
            .put("id", "id-" + counter)
            .put("counter", counter)
            .put("boot", boot)
            .put("expires_at", expires.toString())
            .put("action", "unlock")
            .put("door", "entrance")
            .put("unlock_ms", 5_000)
            .toString();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA256"));
    byte[] signature = mac.doFinal((topic + "\n" + command).getBytes(StandardCharsets.UTF_8));
    return Messages.JSON
        .createObjectNode()
        .put("command", command)
        .put("mac", HexFormat.of().formatHex(signature))
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void delete(Path folder) throws IOException {
    try (var tree = Files.walk(folder)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }
}
