package mogador.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mogador.fleet.RolloutPlan.Member;
import mogador.fleet.RolloutPlan.Next;
import mogador.fleet.RolloutPlan.Step;
import mogador.fleet.RolloutPlan.Verdict;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Rollouts played over devices that come and go, do well, fail or fall silent. */
class RolloutPlanProperties {
  private static final Instant START = Instant.parse("2026-12-01T09:00:00Z");
  private static final String OLD = "sim 1.0";
  private static final String NEW = "sim 1.1";

  @Property(tries = 300)
  void noRingIsToldBeforeTheOneBeforeItDidWellAndNothingAfterAFailure(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int count) {
    var random = new Random(seed);
    List<Member> members = fresh(count, random);
    boolean failed = false;
    Instant now = START;
    for (int turn = 0; turn < 60; turn++) {
      now = now.plusSeconds(random.nextInt(90));
      Next next = RolloutPlan.forward(members, NEW, now);
      failed |= members.stream().anyMatch(m -> m.step() == Step.FAILED) || !next.lost().isEmpty();
      if (failed) {
        assertThat(next.verdict()).isEqualTo(Verdict.HALTS);
        assertThat(next.tell()).isEmpty();
        return;
      }
      for (String told : next.tell()) assertRingIsOpen(members, next, told);
      assertThat(underWay(members, next)).isLessThanOrEqualTo(RolloutPlan.AT_ONCE);
      if (next.verdict() == Verdict.ENDS) {
        assertThat(members)
            .allMatch(m -> m.step() == Step.DONE || next.done().contains(m.device()));
        return;
      }
      members = played(applied(members, next, now), random, now);
    }
  }

  @Property(tries = 200)
  void whenAllDoWellAllAreDoneWhateverTheOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int count) {
    var random = new Random(seed);
    List<Member> members = new ArrayList<>();
    List<Integer> rings = RolloutPlan.rings(count);
    for (int i = 0; i < count; i++) members.add(member("d" + i, rings.get(i), true));
    Instant now = START;
    for (int turn = 0; turn < 1_000; turn++) {
      now = now.plusSeconds(2);
      Next next = RolloutPlan.forward(members, NEW, now);
      assertThat(next.verdict()).isNotEqualTo(Verdict.HALTS);
      if (next.verdict() == Verdict.ENDS) return;
      var moved = new ArrayList<Member>();
      for (Member m : applied(members, next, now)) {
        boolean installs = m.step().isUnderWay() && random.nextInt(4) == 0;
        moved.add(installs ? with(m, m.step(), true, NEW, m.tries(), now) : m);
      }
      members = moved;
    }
    throw new AssertionError("never done");
  }

  @Example
  void theFirstRingIsSmallAndEveryDeviceHasOne() {
    assertThat(RolloutPlan.rings(1)).containsExactly(1);
    assertThat(RolloutPlan.rings(2)).containsExactly(1, 2);
    assertThat(RolloutPlan.rings(4)).containsExactly(1, 2, 3, 3);
    assertThat(RolloutPlan.rings(100).stream().filter(r -> r == 1)).hasSize(5);
    assertThat(RolloutPlan.rings(100).stream().filter(r -> r == 2)).hasSize(25);
  }

  @Example
  void oneThatIsToldThriceInVainHaltsItAll() {
    Member silent = with(member("d0", 1, true), Step.TOLD, true, OLD, 3, START);
    var members = List.of(silent, member("d1", 2, true));
    assertThat(RolloutPlan.forward(members, NEW, START.plusSeconds(179)).verdict())
        .isEqualTo(Verdict.GOES_ON);
    Next late = RolloutPlan.forward(members, NEW, START.plusSeconds(180));
    assertThat(late.lost()).containsExactly("d0");
    assertThat(late.verdict()).isEqualTo(Verdict.HALTS);
  }

  @Example
  void goingBackTellsOnlyThoseThatRunTheNewAndEndsWithTheOld() {
    Member runs = with(member("d0", 1, true), Step.REVERTING, true, NEW, 0, START);
    Member was = with(member("d1", 1, true), Step.REVERTING, true, OLD, 1, START);
    Member away = with(member("d2", 1, false), Step.REVERTING, false, NEW, 0, START);
    var members = List.of(runs, was, away, member("d3", 2, true));
    assertThat(RolloutPlan.back(members, START).done()).as("said before it was told").isEmpty();
    Next next = RolloutPlan.back(members, START.plus(RolloutPlan.SETTLED));
    assertThat(next.tell()).containsExactly("d0");
    assertThat(next.done()).containsExactly("d1");
  }

  private static void assertRingIsOpen(List<Member> members, Next next, String told) {
    int ring = find(members, told).ring();
    for (int before = 1; before < ring; before++) {
      int earlier = before;
      List<Member> own = members.stream().filter(m -> m.ring() == earlier).toList();
      if (find(members, told).step() != Step.WAITING) continue;
      assertThat(own)
          .as("ring " + earlier + " before " + told)
          .anyMatch(m -> m.step() == Step.DONE || next.done().contains(m.device()))
          .allMatch(
              m ->
                  m.step() == Step.DONE
                      || next.done().contains(m.device())
                      || (m.step() == Step.WAITING && !m.online()));
    }
  }

  private static long underWay(List<Member> members, Next next) {
    return members.stream()
        .filter(m -> !next.done().contains(m.device()))
        .filter(m -> m.step().isUnderWay() || next.tell().contains(m.device()))
        .count();
  }

  private static Member find(List<Member> members, String device) {
    return members.stream().filter(m -> m.device().equals(device)).findFirst().orElseThrow();
  }

  private static List<Member> applied(List<Member> members, Next next, Instant now) {
    var after = new ArrayList<Member>();
    for (Member m : members) {
      if (next.done().contains(m.device())) {
        after.add(with(m, Step.DONE, m.online(), NEW, m.tries(), now));
      } else if (next.tell().contains(m.device())) {
        after.add(with(m, Step.TOLD, m.online(), m.runs().orElse(OLD), m.tries() + 1, now));
      } else {
        after.add(m);
      }
    }
    return after;
  }

  /** Each device does as it likes. */
  private static List<Member> played(List<Member> members, Random random, Instant now) {
    var after = new ArrayList<Member>();
    for (Member m : members) {
      boolean online = random.nextInt(5) != 0;
      String runs = m.runs().orElse(OLD);
      Step step = m.step();
      if (step.isUnderWay()) {
        int what = random.nextInt(200);
        if (what == 0) step = Step.FAILED;
        else if (what < 80) runs = NEW;
      }
      after.add(with(m, step, online, runs, m.tries(), step == m.step() ? m.since() : now));
    }
    return after;
  }

  private static List<Member> fresh(int count, Random random) {
    var members = new ArrayList<Member>();
    List<Integer> rings = RolloutPlan.rings(count);
    for (int i = 0; i < count; i++) {
      members.add(member("d" + i, rings.get(i), random.nextInt(5) != 0));
    }
    return members;
  }

  private static Member member(String device, int ring, boolean online) {
    return new Member(device, ring, Step.WAITING, online, Optional.of(OLD), OLD, 0, START);
  }

  private static Member with(
      Member m, Step step, boolean online, String runs, int tries, Instant since) {
    return new Member(m.device(), m.ring(), step, online, Optional.of(runs), m.had(), tries, since);
  }
}
