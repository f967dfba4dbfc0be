package mogador.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import mogador.occupancy.UseHistory.KindHour;
import mogador.reporting.Advice.FloorCouldClose;
import mogador.reporting.Advice.OfKind;
import mogador.reporting.AdviseTenants.Seen;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Advice follows from what was counted, and from its thresholds to the unit. */
class AdviceProperties {
  /** A Monday. */
  private static final LocalDate FIRST = LocalDate.of(2026, 10, 5);

  private static final Map<String, Map<String, Integer>> PLAN =
      Map.of(
          "a", Map.of("position", 6),
          "b", Map.of("position", 10, "phone_booth", 1),
          "c", Map.of("position", 4, "office", 3));

  @Property(tries = 100)
  void theOrderOfHoursAndCompaniesDoesNotMatter(@ForAll Random random) {
    List<KindHour> hours = hours(random);
    List<KindHour> shuffled = new ArrayList<>(hours);
    Collections.shuffle(shuffled, random);
    assertThat(AdviseFloors.of(shuffled, PLAN)).isEqualTo(AdviseFloors.of(hours, PLAN));
    assertThat(AdviseSeats.of(shuffled)).isEqualTo(AdviseSeats.of(hours));
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      List<Integer> days = new ArrayList<>(Collections.nCopies(random.nextInt(30), 1 + i % 4));
      seen.add(new Seen("company " + i, random.nextInt(1_000_000), random.nextInt(6), days));
    }
    List<Advice> advice = AdviseTenants.of(seen);
    Collections.shuffle(seen, random);
    assertThat(AdviseTenants.of(seen)).isEqualTo(advice);
  }

  @Property(tries = 100)
  void aFloorCouldCloseExactlyWhenEachWeekItsPeopleFoundRoomOnTheOthers(@ForAll Random random) {
    List<KindHour> hours = hours(random);
    Set<String> could = new HashSet<>();
    for (String floor : PLAN.keySet()) {
      for (DayOfWeek day : DayOfWeek.values()) {
        for (int hour = 8; hour < 14; hour++) {
          if (couldClose(hours, floor, day, hour)) could.add(floor + day + hour);
        }
      }
    }
    Set<String> inRow = new HashSet<>();
    for (String floor : PLAN.keySet()) {
      for (DayOfWeek day : DayOfWeek.values()) {
        for (int hour = 8; hour < 14; hour++) {
          String name = floor + day;
          boolean beside = could.contains(name + (hour - 1)) || could.contains(name + (hour + 1));
          if (could.contains(name + hour) && beside) inRow.add(name + hour);
        }
      }
    }
    assertThat(advised(AdviseFloors.of(hours, PLAN))).isEqualTo(inRow);
  }

  @Property(tries = 100)
  void daysWithTheSameHoursAreToldTogetherAndNoneIsLost(@ForAll Random random) {
    List<FloorCouldClose> ranges =
        AdviseFloors.of(hours(random), PLAN).stream()
            .filter(one -> one.floor().equals("a"))
            .toList();
    List<CloseHours> together = CloseHours.of(ranges);
    Set<List<Integer>> seen = new HashSet<>();
    int before = Integer.MAX_VALUE;
    for (CloseHours one : together) {
      assertThat(seen.add(List.of(one.from(), one.until()))).isTrue();
      assertThat(one.hours()).isLessThanOrEqualTo(before);
      before = one.hours();
    }
    for (FloorCouldClose range : ranges) {
      CloseHours told =
          together.stream()
              .filter(one -> one.from() == range.from() && one.until() == range.until())
              .findFirst()
              .orElseThrow();
      assertThat(told.days()).contains(range.weekday());
      assertThat(told.weeks()).isLessThanOrEqualTo(range.weeks());
      for (OfKind kind : range.kinds()) {
        assertThat(told.kinds())
            .anyMatch(
                of ->
                    of.kind().equals(kind.kind())
                        && of.used() >= kind.used()
                        && of.spare().orElse(0) <= kind.spare().orElse(0));
      }
    }
    assertThat(together.stream().mapToInt(CloseHours::hours).sum())
        .isEqualTo(ranges.stream().mapToInt(one -> one.until() - one.from()).sum());
  }

  @Property(tries = 100)
  void anIdleFloorMoreNeverTakesAnothersAdviceAway(@ForAll Random random) {
    List<KindHour> hours = hours(random);
    Set<String> before = advised(AdviseFloors.of(hours, PLAN));
    Map<String, Map<String, Integer>> plan = new HashMap<>(PLAN);
    plan.put("idle", Map.of("position", 5));
    for (LocalDateTime hour : new HashSet<>(hours.stream().map(KindHour::hour).toList())) {
      hours.add(new KindHour(hour, Optional.of("idle"), "position", 5, 5, 0, 100));
    }
    assertThat(advised(AdviseFloors.of(hours, plan))).containsAll(before);
  }

  @Example
  void whatIsToldOfAFloorIsTheTightestOfAllItsWeeks() {
    List<KindHour> hours = new ArrayList<>();
    for (int week = 0; week < 4; week++) {
      for (int hour = 9; hour < 11; hour++) {
        LocalDateTime at = FIRST.plusWeeks(week).atTime(hour, 0);
        hours.add(new KindHour(at, Optional.of("a"), "position", 6, 6 - week, week, 100));
        hours.add(new KindHour(at, Optional.of("b"), "position", 10, 5 - hour % 2, 5, 100));
      }
    }
    Map<String, Map<String, Integer>> plan =
        Map.of("a", Map.of("position", 6), "b", Map.of("position", 10));
    assertThat(AdviseFloors.of(hours, plan))
        .contains(
            new FloorCouldClose(
                "a",
                DayOfWeek.MONDAY,
                9,
                11,
                4,
                List.of(new OfKind("position", 6, 3, OptionalInt.of(1)))));
    assertThat(AdviseFloors.of(hours.subList(0, hours.size() - 4), plan)).isEmpty();
  }

  @Example
  void ofAFloorWithTwoOfficesNothingIsTold() {
    List<KindHour> hours = new ArrayList<>();
    for (int week = 0; week < 8; week++) {
      for (int hour = 9; hour < 11; hour++) {
        LocalDateTime at = FIRST.plusWeeks(week).atTime(hour, 0);
        hours.add(new KindHour(at, Optional.of("two"), "office", 2, 2, 0, 100));
        hours.add(new KindHour(at, Optional.of("three"), "office", 3, 3, 0, 100));
      }
    }
    Map<String, Map<String, Integer>> plan =
        Map.of("two", Map.of("office", 2), "three", Map.of("office", 3));
    assertThat(AdviseFloors.of(hours, plan))
        .extracting(FloorCouldClose::floor)
        .containsExactly("three");
  }

  @Example
  void seatsMakeWayFromAQuarterSpareAndAThirdOfHoursFullOn() {
    assertThat(AdviseSeats.of(coworking(12, 9, 4, 12)))
        .contains(new Advice.SeatsForRooms(12, 9, 2, 4, 12, 4));
    assertThat(AdviseSeats.of(coworking(12, 9, 3, 12))).isEmpty();
    assertThat(AdviseSeats.of(coworking(12, 10, 4, 12))).isEmpty();
    assertThat(AdviseSeats.of(coworking(13, 10, 4, 12))).isEmpty();
    assertThat(AdviseSeats.of(coworking(12, 9, 4, 9))).isEmpty();
    assertThat(AdviseSeats.of(List.of())).isEmpty();
  }

  @Example
  void aTenantHasLittleRoomBelowSixSquareMetresAndMuchAboveTwentyFive() {
    assertThat(of(179_999, 3, 20, 3)).hasExactlyElementsOfTypes(Advice.MoreRoomNeeded.class);
    assertThat(of(180_000, 3, 20, 3)).isEmpty();
    assertThat(of(750_000, 3, 20, 3)).isEmpty();
    assertThat(of(750_001, 3, 20, 3)).hasExactlyElementsOfTypes(Advice.LessRoomNeeded.class);
    assertThat(of(10_000, 0, 20, 3)).hasExactlyElementsOfTypes(Advice.LessRoomNeeded.class);
    assertThat(of(179_999, 3, 19, 3)).isEmpty();
    assertThat(of(179_999, 3, 20, 2)).isEmpty();
  }

  private static List<Advice> of(long areaCm2, int people, int days, int persons) {
    List<Integer> aDay = Collections.nCopies(days, people);
    return AdviseTenants.of(List.of(new Seen("Arganier Labs", areaCm2, persons, aDay)));
  }

  /** Three hours of each Monday; a night in which nobody was there counts for nothing. */
  private static List<KindHour> coworking(int seats, int used, int full, int hours) {
    List<KindHour> all = new ArrayList<>();
    for (int i = 0; i < hours; i++) {
      LocalDateTime at = FIRST.plusWeeks(i / 3).atTime(9 + i % 3, 0);
      all.add(new KindHour(at, Optional.empty(), "position", seats, seats - used, 1, 100));
      // By turns for 71 %, and both at once; else for 70 %.
      int free = i < full && i % 2 == 0 ? 0 : 1;
      int percent = i >= full ? 70 : i % 2 == 0 ? 10 : 71;
      all.add(new KindHour(at, Optional.empty(), "meeting_room", 2, free, percent, 100));
      LocalDateTime night = at.minusHours(6);
      all.add(new KindHour(night, Optional.empty(), "position", seats, seats, 0, 100));
      all.add(new KindHour(night, Optional.empty(), "meeting_room", 2, 2, 0, 100));
    }
    return all;
  }

  private static boolean couldClose(List<KindHour> all, String floor, DayOfWeek day, int hour) {
    int weeks = 0;
    for (int week = 0; week < 6; week++) {
      LocalDateTime at = FIRST.plusWeeks(week).plusDays(day.getValue() - 1).atTime(hour, 0);
      List<KindHour> then = all.stream().filter(one -> one.hour().equals(at)).toList();
      List<KindHour> there =
          then.stream().filter(one -> one.floor().equals(Optional.of(floor))).toList();
      Map<String, Integer> kinds = PLAN.getOrDefault(floor, Map.of());
      if (there.size() < kinds.size()) continue;
      if (there.stream().anyMatch(one -> one.spaces() < 0.9 * kinds.getOrDefault(one.kind(), 0)))
        continue;
      weeks++;
      for (KindHour one : there) {
        int elsewhere =
            then.stream()
                .filter(other -> !other.floor().equals(one.floor()) && other.floor().isPresent())
                .filter(other -> other.kind().equals(one.kind()))
                .filter(other -> other.spaces() >= 3)
                .mapToInt(KindHour::free)
                .sum();
        int used = kinds.getOrDefault(one.kind(), 0) - one.free();
        if (used > (one.kind().equals("office") ? 0 : elsewhere)) return false;
      }
    }
    return weeks >= 4;
  }

  private static Set<String> advised(List<FloorCouldClose> advice) {
    Set<String> hours = new HashSet<>();
    for (FloorCouldClose one : advice) {
      for (int hour = one.from(); hour < one.until(); hour++) {
        hours.add(one.floor() + one.weekday() + hour);
      }
    }
    return hours;
  }

  /** Six weeks of mostly quiet hours; now and then sensors say nothing. */
  private static List<KindHour> hours(Random random) {
    List<KindHour> hours = new ArrayList<>();
    for (int day = 0; day < 42; day++) {
      for (int hour = 8; hour < 14; hour++) {
        LocalDateTime at = FIRST.plusDays(day).atTime(hour, 0);
        int all = 20;
        int free = 0;
        for (var floor : PLAN.entrySet()) {
          for (var kind : floor.getValue().entrySet()) {
            if (random.nextInt(20) == 0) continue;
            int spaces = Math.max(1, kind.getValue() - (random.nextInt(9) == 0 ? 1 : 0));
            int used = random.nextInt(6) == 0 ? random.nextInt(spaces + 1) : 0;
            hours.add(
                new KindHour(
                    at,
                    Optional.of(floor.getKey()),
                    kind.getKey(),
                    spaces,
                    spaces - used,
                    used,
                    9));
            if (kind.getKey().equals("position")) free += spaces - used;
          }
        }
        hours.add(new KindHour(at, Optional.empty(), "position", all, free, all - free, 20));
        int rooms = random.nextInt(3);
        hours.add(new KindHour(at, Optional.empty(), "meeting_room", 2, 2 - rooms, rooms, 2));
      }
    }
    return hours;
  }
}
