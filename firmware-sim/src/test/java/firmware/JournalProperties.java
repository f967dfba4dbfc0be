package firmware;

import static org.assertj.core.api.Assertions.assertThat;

import firmware.Event.DoorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.jspecify.annotations.Nullable;

/** Power is lost at any byte; what was recorded is still there, and no sequence is given twice. */
class JournalProperties {
  private static final Moment NOW = new Moment(Optional.empty(), "boot-one-1", 1_000);

  private @Nullable Path folder;
  private int files;

  @BeforeProperty
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("journal");
  }

  @AfterProperty
  void removeFolder() throws IOException {
    if (folder == null) return;
    try (var paths = Files.list(folder)) {
      for (Path path : paths.toList()) Files.delete(path);
    }
    Files.delete(folder);
  }

  /** Steps: below 60 record an event, else acknowledge so many per cent of those held. */
  @Property(tries = 60)
  void whatIsOnFlashWhenPowerGoesIsThereAfterwards(
      @ForAll @Size(max = 30) List<@IntRange(max = 99) Integer> steps,
      @ForAll @IntRange(max = 1_000) int cutPerMille)
      throws IOException {
    Path file = freshFile();
    var ends = new ArrayList<Long>();
    var firsts = new ArrayList<Long>();
    var lasts = new ArrayList<Long>();
    String id;
    try (var journal = open(file, 1_000)) {
      id = journal.id();
      note(file, journal, ends, firsts, lasts);
      for (int step : steps) {
        if (step < 60) {
          journal.record(door(step), NOW);
        } else {
          long held = journal.pending();
          journal.acknowledge(id, journal.first() - 1 + held * (step - 59) / 40);
        }
        note(file, journal, ends, firsts, lasts);
      }
    }
    byte[] flash = Files.readAllBytes(file);
    int cut = (int) ((long) flash.length * cutPerMille / 1_000);
    Files.write(file, Arrays.copyOf(flash, cut));

    int step = lastStepWithin(ends, cut);
    try (var journal = open(file, 1_000)) {
      if (step < 0) {
        assertThat(journal.id()).as("a header cut away is a wiped flash").isNotEqualTo(id);
        assertThat(journal.record(door(1), NOW)).isEqualTo(1);
        return;
      }
      assertThat(journal.id()).isEqualTo(id);
      assertThat(journal.first()).isEqualTo(firsts.get(step));
      assertThat(journal.last()).isEqualTo(lasts.get(step));
      assertThat(journal.record(door(1), NOW)).isEqualTo(lasts.get(step) + 1);
    }
  }

  @Property(tries = 20)
  void aSmallFlashKeepsTheNewestAndSaysWhatItLost(
      @ForAll @IntRange(min = 10, max = 20) int capacity,
      @ForAll @IntRange(min = 1, max = 60) int events)
      throws IOException {
    Path file = freshFile();
    try (var journal = open(file, capacity)) {
      for (int i = 0; i < events; i++) journal.record(door(i), NOW);
      assertThat(journal.pending()).isLessThanOrEqualTo(capacity);
      // Each loss adds an event of its own.
      assertThat(journal.last()).isGreaterThanOrEqualTo(events);
      assertThat(journal.last() - journal.first() + 1).isEqualTo(journal.pending());
    }
    try (var journal = open(file, capacity)) {
      long goneThrough = 0;
      while (journal.pending() > 0) {
        for (String event : journal.oldest()) {
          var overrun = Messages.JSON.readTree(event);
          if (overrun.path("kind").asText().equals("journal_overrun")) {
            goneThrough = overrun.path("lost_through").longValue();
          }
        }
        long through = journal.first() + journal.oldest().size() - 1;
        assertThat(journal.acknowledge(journal.id(), through)).isTrue();
      }
      assertThat(goneThrough > 0).isEqualTo(events > capacity);
    }
  }

  @Property(tries = 20)
  void aDamagedLineCostsOneEventAndMixesUpNoOther(
      @ForAll @IntRange(min = 3, max = 40) int events, @ForAll @IntRange(max = 99) int where)
      throws IOException {
    Path file = freshFile();
    try (var journal = open(file, 1_000)) {
      for (int i = 0; i < events; i++) journal.record(door(i), NOW);
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    // Not the header, not the last: that one counts as torn.
    int damaged = 1 + where * (events - 1) / 100;
    lines.set(damaged, lines.get(damaged).replace("\"kind\"", "\"kinb\""));
    Files.write(file, lines);
    try (var journal = open(file, 1_000)) {
      assertThat(journal.last()).isEqualTo(events);
      assertThat(journal.pending()).isEqualTo(events - 1);
      long sequence = journal.first();
      for (String event : journal.oldest()) {
        assertThat(Messages.JSON.readTree(event).path("sequence").longValue())
            .isEqualTo(sequence++);
      }
    }
  }

  private static void note(
      Path file, Journal journal, List<Long> ends, List<Long> firsts, List<Long> lasts)
      throws IOException {
    ends.add(Files.size(file));
    firsts.add(journal.first());
    lasts.add(journal.last());
  }

  private static int lastStepWithin(List<Long> ends, long cut) {
    int last = -1;
    for (int i = 0; i < ends.size(); i++) if (ends.get(i) <= cut) last = i;
    return last;
  }

  private Path freshFile() {
    if (folder == null) throw new IllegalStateException();
    return folder.resolve(files++ + ".journal");
  }

  private static Journal open(Path file, int capacity) {
    return Journal.open(file, capacity, () -> "journal-" + System.nanoTime());
  }

  private static Event door(int number) {
    DoorKind kind = number % 2 == 0 ? DoorKind.DOOR_OPENED : DoorKind.DOOR_CLOSED;
    return new Event.AtDoor(kind, "entrance", Optional.empty());
  }
}
