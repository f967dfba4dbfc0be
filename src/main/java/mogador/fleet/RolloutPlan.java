package mogador.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a rollout does next, by how its devices fare: purely. A few come first; the next ring is
 * told only when those before it that are connected run the new firmware, and at least one does. A
 * failure halts all of it.
 */
final class RolloutPlan {
  /** Devices that fetch at once. */
  static final int AT_ONCE = 50;

  /** How long a device that was told may be silent. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What a device said is in the database by then. */
  static final Duration SETTLED = Duration.ofSeconds(5);

  static final int TRIES = 3;

  private RolloutPlan() {}

  /** How far a device is. */
  enum Step {
    WAITING,
    TOLD,
    FETCHING,
    VERIFIED,
    DONE,
    FAILED,
    REVERTING,
    REVERTED;

    boolean isUnderWay() {
      return this == TOLD || this == FETCHING || this == VERIFIED;
    }

    String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A device of the rollout.
   *
   * @param runs the firmware it said it runs
   * @param had what it ran before
   * @param since of its step
   */
  record Member(
      String device,
      int ring,
      Step step,
      boolean online,
      Optional<String> runs,
      String had,
      int tries,
      Instant since) {}

  /**
   * What is to be done.
   *
   * @param done run the new firmware, or the old one again when all goes back
   * @param lost told often enough, and silent
   * @param tell to be told now
   */
  record Next(List<String> done, List<String> lost, List<String> tell, Verdict verdict) {}

  enum Verdict {
    GOES_ON,
    HALTS,
    ENDS
  }

  /** On the way to the new version. */
  static Next forward(List<Member> members, String version, Instant now) {
    var done = new ArrayList<String>();
    var lost = new ArrayList<String>();
    var again = new ArrayList<String>();
    for (Member member : members) {
      if (!member.step().isUnderWay()) continue;
      boolean runs = member.runs().equals(Optional.of(version));
      if (runs && member.online()) done.add(member.device());
      else if (isSilent(member, now)) {
        if (member.tries() >= TRIES) lost.add(member.device());
        else if (member.online()) again.add(member.device());
      }
    }
    boolean failed =
        !lost.isEmpty() || members.stream().anyMatch(member -> member.step() == Step.FAILED);
    if (failed) return new Next(done, lost, List.of(), Verdict.HALTS);
    boolean all =
        members.stream().allMatch(m -> m.step() == Step.DONE || done.contains(m.device()));
    if (all) return new Next(done, lost, List.of(), Verdict.ENDS);
    var tell = new ArrayList<>(again);
    tell.addAll(fresh(members, done));
    return new Next(done, lost, tell, Verdict.GOES_ON);
  }

  private static List<String> fresh(List<Member> members, List<String> done) {
    int open = openRing(members, done);
    long underWay =
        members.stream().filter(m -> m.step().isUnderWay() && !done.contains(m.device())).count();
    return members.stream()
        .filter(m -> m.step() == Step.WAITING && m.online() && m.ring() <= open)
        .limit(Math.max(0, AT_ONCE - underWay))
        .map(Member::device)
        .toList();
  }

  /** The last ring that may be told. */
  private static int openRing(List<Member> members, List<String> done) {
    int last = members.stream().mapToInt(Member::ring).max().orElse(1);
    for (int ring = 1; ring < last; ring++) {
      int here = ring;
      List<Member> own = members.stream().filter(m -> m.ring() == here).toList();
      boolean one = own.stream().anyMatch(m -> isDone(m, done));
      boolean rest =
          own.stream().allMatch(m -> isDone(m, done) || (m.step() == Step.WAITING && !m.online()));
      if (!one || !rest) return ring;
    }
    return last;
  }

  private static boolean isDone(Member member, List<String> done) {
    return member.step() == Step.DONE || done.contains(member.device());
  }

  /** On the way back to what each had. */
  static Next back(List<Member> members, Instant now) {
    var done = new ArrayList<String>();
    var lost = new ArrayList<String>();
    var tell = new ArrayList<String>();
    for (Member member : members) {
      // What was told to go forward ends that first, one way or the other.
      if (member.step().isUnderWay() && isSilent(member, now)) lost.add(member.device());
      if (member.step() != Step.REVERTING) continue;
      boolean told = member.tries() > 0 && !now.isBefore(member.since().plus(SETTLED));
      if (told && member.runs().equals(Optional.of(member.had()))) done.add(member.device());
      else if (member.tries() == 0 || isSilent(member, now)) {
        if (member.tries() >= TRIES) lost.add(member.device());
        else if (member.online()) tell.add(member.device());
      }
    }
    return new Next(done, lost, tell, Verdict.GOES_ON);
  }

  private static boolean isSilent(Member member, Instant now) {
    return !now.isBefore(member.since().plus(PATIENCE));
  }

  /**
   * The ring of each device, from 1: one in twenty first, then one in four, then the rest.
   *
   * @param count of devices, in the order in which they come
   */
  static List<Integer> rings(int count) {
    int first = Math.max(1, count / 20);
    int second = Math.max(first + 1, first + count / 4);
    var rings = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) rings.add(i < first ? 1 : i < second ? 2 : 3);
    return rings;
  }
}
