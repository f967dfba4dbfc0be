package firmware;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Power goes at any write, again and again, also while the device starts; or a write fails and the
 * device goes on.
 */
class KilledFlashProperties {
  private static final Path FILE = Path.of("flash");
  private static final int STEPS = 150;
  private static final DeviceSpec READER =
      new DeviceSpec(
          "essaouira",
          "r-entrance",
          DeviceSpec.Kind.READER,
          Optional.of("entrance"),
          Optional.empty(),
          "a password of a device",
          Optional.of(CommandGuardProperties.KEY),
          Optional.of("20".repeat(32)));

  /** What is kept, opened from its flash. */
  private interface Opening<T> {
    T open(Flash flash);
  }

  private interface Step<T> {
    void take(T opened) throws GeneralSecurityException;
  }

  /** Plays steps on what is kept, in all kinds of trouble. */
  private static <T> void play(Random random, Opening<T> opening, Step<T> step)
      throws GeneralSecurityException {
    var disk = new FailingDisk(random);
    T opened = opening.open(Flash.open(FILE, disk));
    for (int i = 0; i < STEPS; i++) {
      if (random.nextInt(5) == 0) {
        var trouble =
            random.nextInt(3) == 0 ? new FailingDisk.WriteFailed() : new FailingDisk.PowerLost();
        disk.trouble(trouble, random.nextInt(6));
      }
      try {
        step.take(opened);
      } catch (FailingDisk.WriteFailed failed) {
        // The device goes on with what it has.
        assertThat(opened).isNotNull();
      } catch (FailingDisk.PowerLost lost) {
        opened = reopened(random, disk, opening);
      }
    }
    disk.powerBack();
    step.take(opening.open(Flash.open(FILE, disk)));
  }

  private static <T> T reopened(Random random, FailingDisk disk, Opening<T> opening) {
    while (true) {
      disk.powerBack();
      if (random.nextInt(4) == 0) disk.trouble(new FailingDisk.PowerLost(), random.nextInt(3));
      Optional<T> opened = opened(disk, opening);
      if (opened.isPresent()) return opened.get();
    }
  }

  private static <T> Optional<T> opened(FailingDisk disk, Opening<T> opening) {
    try {
      return Optional.of(opening.open(Flash.open(FILE, disk)));
    } catch (FailingDisk.PowerLost again) {
      return Optional.empty();
    }
  }

  @Property(tries = 100)
  void theJournalLosesNothingThatItRecordedAndTellsNothingTwoWays(@ForAll long seed)
      throws Exception {
    var random = new Random(seed);
    var model = new Told();
    play(
        random,
        flash -> Journal.on(flash, 12, () -> "journal-" + model.ids++),
        journal -> {
          model.check(journal);
          if (random.nextInt(3) > 0) {
            model.recorded = journal.record(new Event.Started(), moment(random.nextInt(1_000)));
          } else if (journal.pending() > 0) {
            long through = journal.first() + random.nextInt(journal.pending());
            model.safeThrough = Math.max(model.safeThrough, through);
            assertThat(journal.acknowledge(journal.id(), through)).isTrue();
          }
          model.check(journal);
        });
  }

  /** What one has seen of a journal from outside. */
  private static final class Told {
    private final Map<Long, String> events = new TreeMap<>();
    private final Set<Long> dropped = new TreeSet<>();
    private String id = "";
    private int ids;
    private long recorded;
    private long safeThrough;

    void check(Journal journal) {
      if (id.isEmpty()) id = journal.id();
      assertThat(journal.id()).isEqualTo(id);
      assertThat(journal.last()).as("no sequence is given twice").isGreaterThanOrEqualTo(recorded);
      assertThat(journal.last() - journal.first() + 1).isEqualTo(journal.pending());
      long sequence = journal.first();
      for (String event : journal.oldest()) {
        String before = events.putIfAbsent(sequence++, event);
        assertThat(before == null || before.equals(event)).as(before + " and " + event).isTrue();
        noteOverrun(event);
      }
      for (long each = safeThrough + 1; each < Math.min(journal.first(), recorded + 1); each++) {
        assertThat(dropped).as("lost without a word").contains(each);
      }
    }

    private void noteOverrun(String event) {
      try {
        JsonNode read = Messages.JSON.readTree(event);
        if (!read.has("lost_from")) return;
        long through = read.path("lost_through").longValue();
        for (long each = read.path("lost_from").longValue(); each <= through; each++) {
          dropped.add(each);
        }
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Property(tries = 100)
  void noOrderThatWasNotedIsEverCarriedOutAgain(@ForAll long seed) throws Exception {
    var random = new Random(seed);
    long[] asked = {0};
    long[] highest = {0};
    var now = new Moment(Optional.of(CommandGuardProperties.NOW), "boot0001", 1_000);
    play(
        random,
        flash ->
            CommandGuard.on(
                Optional.of(new Signer(CommandGuardProperties.KEY)),
                CommandGuardProperties.TOPIC,
                flash),
        guard -> {
          for (long counter = highest[0]; counter > Math.max(0, highest[0] - 3); counter--) {
            assertThat(guard.look(order(counter), now)).isNotInstanceOf(CommandGuard.Good.class);
          }
          var verdict = guard.look(order(++asked[0]), now);
          assertThat(verdict).as("it goes on").isInstanceOf(CommandGuard.Good.class);
          if (verdict instanceof CommandGuard.Good(Command command)) guard.keep(command);
          highest[0] = asked[0];
        });
  }

  private static byte[] order(long counter) throws GeneralSecurityException {
    return CommandGuardProperties.order(
        counter, "boot0001", CommandGuardProperties.NOW.plusSeconds(5));
  }

  @Property(tries = 100)
  void aListIsAlwaysOneThatTheServerSaidAndNeverAMixture(@ForAll long seed) throws Exception {
    var random = new Random(seed);
    // The last that was whole, and what steps led to that failed since.
    var may = new ArrayList<>(List.of(HashedLines.empty()));
    long[] version = {0};
    play(
        random,
        flash -> DoorList.on(READER, READER.commandKey().map(Signer::new), flash),
        list -> {
          assertThat(may).extracting(HashedLines::hash).contains(list.hash());
          HashedLines before =
              may.stream().filter(it -> it.hash().equals(list.hash())).findFirst().orElseThrow();
          List<String> drop =
              before.lines().stream()
                  .map(HashedLines::key)
                  .filter(key -> random.nextInt(3) == 0)
                  .toList();
          List<String> put = List.of(line(random), line(random), line(random));
          HashedLines after = before.with(drop, put);
          may.add(after);
          list.announced(manifest(++version[0], before, after, drop, put));
          assertThat(list.hash()).isEqualTo(after.hash());
          may.retainAll(List.of(after));
        });
  }

  private static String line(Random random) {
    return "%02x%030x uid active %d-2000000000000"
        .formatted(random.nextInt(3), random.nextInt(4), 1 + random.nextInt(9));
  }

  private static byte[] manifest(
      long version, HashedLines from, HashedLines to, List<String> drop, List<String> put) {
    String manifest =
        Messages.JSON
            .createObjectNode()
            .put("version", version)
            .put("hash", to.hash())
            .put("entries", to.size())
            .put("door", "entrance")
            .put("needs", "basic")
            .put("unlock_ms", 5_000)
            .put("mode", "normal")
            .toString();
    byte[] signed = (READER.topic("acl") + "\n" + manifest).getBytes(StandardCharsets.UTF_8);
    byte[] mac = Hmac.of(HexFormat.of().parseHex(CommandGuardProperties.KEY), signed);
    ObjectNode message = Messages.JSON.createObjectNode().put("manifest", manifest);
    message.put("mac", HexFormat.of().formatHex(mac)).put("base", from.hash());
    ArrayNode puts = message.putArray("put");
    put.forEach(puts::add);
    ArrayNode drops = message.putArray("drop");
    drop.forEach(drops::add);
    return message.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Moment moment(int uptime) {
    return new Moment(Optional.empty(), "boot-one-1", uptime);
  }
}
