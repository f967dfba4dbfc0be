package mogador.occupancy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.platform.WorkPlan;

/**
 * Counts how spaces were used, each quarter of an hour once it is over, and again whenever a sign
 * comes late.
 */
public final class KeepUse {
  private static final Duration PAUSE = Duration.ofSeconds(20);
  private static final int AT_ONCE = 500;
  private static final int TIMES = 50;

  private final Database database;
  private final Supplier<? extends Map<Long, WatchedSpace>> watched;
  private final Clock clock;
  private final List<Counted> listeners = new CopyOnWriteArrayList<>();

  /** Hears of quarters of an hour of spaces that have just been counted. */
  public interface Counted {
    /** Within the transaction that counts. */
    void counted(Sql sql, Map<Quarter, Set<Long>> spaces);
  }

  /**
   * Counts nothing until mounted.
   *
   * @param watched every space by its id, with its sensors
   */
  public KeepUse(
      Database database, Supplier<? extends Map<Long, WatchedSpace>> watched, Clock clock) {
    this.database = database;
    this.watched = watched;
    this.clock = clock;
  }

  /** Before the first is counted. */
  public void tell(Counted listener) {
    listeners.add(listener);
  }

  public void mount(WorkPlan recurring) {
    recurring.every(PAUSE, "quarters of use counted", this::run);
  }

  /** Counts what is to be counted; how many quarters of spaces that was. */
  public int run() {
    int counted = 0;
    for (int i = 0; i < TIMES; i++) {
      int some = database.inTransaction(this::some);
      counted += some;
      if (some < AT_ONCE) break;
    }
    return counted;
  }

  private int some(Sql sql) {
    List<UseStore.Cell> cells = UseStore.take(sql, clock.instant(), AT_ONCE);
    if (cells.isEmpty()) return 0;
    Map<Quarter, Set<Long>> byQuarter =
        cells.stream()
            .collect(
                Collectors.groupingBy(
                    UseStore.Cell::quarter,
                    TreeMap::new,
                    Collectors.mapping(UseStore.Cell::space, Collectors.toSet())));
    Map<Long, WatchedSpace> spaces = watched.get();
    Map<UseStore.Cell, SpaceUse> uses = new HashMap<>();
    byQuarter.forEach(
        (quarter, which) -> {
          Map<Long, List<Signal>> signs = UseStore.signs(sql, which, around(quarter));
          for (Long space : which) {
            WatchedSpace known = spaces.get(space);
            SpaceUse use =
                known == null
                    ? SpaceUse.UNKNOWN
                    : SpaceUse.of(known.empty(), signs.getOrDefault(space, List.of()), quarter);
            uses.put(new UseStore.Cell(space, quarter), use);
          }
        });
    UseStore.put(sql, uses);
    UseStore.addUp(sql, byQuarter.keySet());
    for (Counted listener : listeners) listener.counted(sql, byQuarter);
    return cells.size();
  }

  private static TimeSlot around(Quarter quarter) {
    Instant since = quarter.start().minus(Timeline.before(Presence.HOLD_SEAT));
    return new TimeSlot(since, quarter.end());
  }
}
