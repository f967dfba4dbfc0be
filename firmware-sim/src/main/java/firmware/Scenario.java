package firmware;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * What shall happen in a run: which device does what at what time, and how messages fare. Where
 * chance has a part, the seed decides.
 *
 * @param weather of all devices from the start
 */
record Scenario(long seed, Air.Weather weather, List<Entry> entries) {
  /** What a scenario comes to at most. */
  static final int MOST_HAPPENINGS = 200_000;

  /**
   * An entry of the file.
   *
   * @param line where it stands, from 1
   * @param devices {@code site/code}, with {@code *} for any characters
   * @param pick how many of these, chosen anew each time; all when empty
   */
  record Entry(int line, Times times, String devices, Optional<Integer> pick, Act act) {}

  /**
   * When it happens, from the start of the run.
   *
   * @param every repeated after so long, {@code until} the last; zero for once
   * @param variedPercent by how much of {@code every} each time is earlier or later
   */
  record Times(Duration at, Duration every, Duration until, int variedPercent) {
    static Times once(Duration at) {
      return new Times(at, Duration.ZERO, at, 0);
    }

    /** How often. */
    long count() {
      return every.isZero() ? 1 : until.minus(at).dividedBy(every) + 1;
    }
  }

  /** Something that happens to a device at a time. */
  record Happening(Duration at, String device, Act act) {
    @Override
    public String toString() {
      return "%9.3fs %s %s".formatted(at.toMillis() / 1000.0, device, act.words());
    }
  }

  /**
   * All that will happen, in order; the same for the same seed and devices.
   *
   * @throws Unusable where an entry has no device to happen to, or all is too much
   */
  List<Happening> plan(List<DeviceSpec> devices) throws Unusable {
    var problems = new ArrayList<String>();
    var plan = new ArrayList<Happening>();
    for (Entry entry : entries) {
      List<String> able = able(entry, devices);
      long count = entry.times().count() * entry.pick().orElse(able.size());
      if (able.isEmpty()) {
        problems.add(
            "line "
                + entry.line()
                + ": no device "
                + entry.devices()
                + " can "
                + entry.act().words());
      } else if (plan.size() + count > MOST_HAPPENINGS) {
        problems.add(
            "line %d: more than %,d things would happen".formatted(entry.line(), MOST_HAPPENINGS));
        break;
      } else {
        expand(entry, able, new SplittableRandom(Seeds.of(seed, "entry", entry.line())), plan);
      }
    }
    if (!problems.isEmpty()) throw new Unusable(problems);
    plan.sort(Comparator.comparing(Happening::at));
    return plan;
  }

  private static List<String> able(Entry entry, List<DeviceSpec> devices) {
    String any =
        String.join(
            ".*", List.of(entry.devices().split("\\*", -1)).stream().map(Pattern::quote).toList());
    var name = Pattern.compile(any);
    return devices.stream()
        .filter(device -> entry.act().fits(device.kind()))
        .map(DeviceSpec::name)
        .filter(name.asMatchPredicate())
        .toList();
  }

  private static void expand(
      Entry entry, List<String> able, SplittableRandom random, List<Happening> plan) {
    Times times = entry.times();
    long varied = times.every().toMillis() * times.variedPercent() / 100;
    for (long i = 0; i < times.count(); i++) {
      Duration at = times.at().plus(times.every().multipliedBy(i));
      for (String device : picked(able, entry.pick().orElse(able.size()), random)) {
        Duration moved = at.plusMillis(varied == 0 ? 0 : random.nextLong(-varied, varied + 1));
        Duration happens = moved.isNegative() ? Duration.ZERO : moved;
        plan.add(new Happening(happens, device, chosen(entry.act(), random)));
      }
    }
  }

  private static List<String> picked(List<String> able, int most, SplittableRandom random) {
    if (most >= able.size()) return able;
    var rest = new ArrayList<>(able);
    var picked = new ArrayList<String>(most);
    while (picked.size() < most) {
      int index = random.nextInt(rest.size());
      picked.add(rest.set(index, rest.getLast()));
      rest.removeLast();
    }
    return picked;
  }

  private static Act chosen(Act act, SplittableRandom random) {
    if (!(act instanceof Act.Present(List<Credential> of)) || of.size() == 1) return act;
    return new Act.Present(List.of(of.get(random.nextInt(of.size()))));
  }

  /** Says line by line what is wrong. */
  static final class Unusable extends Exception {
    Unusable(List<String> problems) {
      super(String.join("\n", problems));
    }
  }
}
