package mogador.uplinks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the fields of a device mean.
 *
 * @param signals by field; no two fields have the same one
 * @param absentIsZero whether a state that an uplink leaves out is its zero, as for decoders that
 *     leave out what is false; charge and counts that are left out are never taken for 0
 */
record SignalMap(Map<String, UplinkSignal> signals, boolean absentIsZero) {
  /** What a field's name may hint at, the surest first. */
  private static final List<Hint> HINTS =
      List.of(
          new Hint(UplinkSignal.BATTERY, "batter(y|ie)|(^|[._])bat($|[._])", true),
          new Hint(
              UplinkSignal.ENTRIES, "(total|count|people|counter)[._]?(in|entr)|entr(ies|y)", true),
          new Hint(UplinkSignal.EXITS, "(total|count|people|counter)[._]?(out|exit)|exits?", true),
          new Hint(UplinkSignal.MOTION, "motion|(^|[._])pir|movement", false),
          new Hint(UplinkSignal.OCCUPIED, "occup|presence|(^|[._])(seat|desk)", false),
          new Hint(UplinkSignal.OPEN, "door|contact|magnet|reed|open|window", false),
          new Hint(UplinkSignal.BADGE, "(^|[._])(access|badge)($|[._])", false));

  private static final String VOLTS = "volt|(^|[._])m?v$";
  private static final Pattern NO_STATE =
      Pattern.compile(VOLTS + "|time|duration|minutes|count|events|period|interval");
  private static final Pattern NO_TOTAL = Pattern.compile(VOLTS + "|period");

  private record Hint(UplinkSignal signal, Pattern name, boolean number) {
    Hint(UplinkSignal signal, String name, boolean number) {
      this(signal, Pattern.compile(name), number);
    }

    boolean fits(String field, Value value) {
      String words = field.toLowerCase(Locale.ROOT);
      if (!name.matcher(words).find()) return false;
      if (!number) return value.truth().isPresent() && !NO_STATE.matcher(words).find();
      boolean charge = signal != UplinkSignal.BATTERY || SignalMap.charge(value).isPresent();
      return charge && value.whole().isPresent() && !NO_TOTAL.matcher(words).find();
    }
  }

  /**
   * What one uplink says by it.
   *
   * @param letIn whether it tells that somebody was let in; not to be told again
   */
  record Meant(
      Optional<Boolean> present,
      Optional<Boolean> open,
      boolean letIn,
      Optional<Passed> passed,
      Optional<Integer> battery) {
    /** Without totals, which say nothing but in their order. */
    Meant withoutTotals() {
      return new Meant(present, open, letIn, Optional.empty(), battery);
    }

    /** Without what was but for a moment. */
    Meant withoutMoment() {
      return new Meant(present, open, false, passed, battery);
    }
  }

  /** Totals of a people counter. */
  record Passed(long in, long out) {}

  SignalMap {
    signals = Map.copyOf(signals);
    if (signals.values().stream().distinct().count() != signals.size()) {
      throw new IllegalArgumentException("two fields are one signal");
    }
  }

  /** Whether a device is of use by it: it says more than its charge, and counts both ways. */
  boolean isEnough() {
    Collection<UplinkSignal> known = signals.values();
    return known.contains(UplinkSignal.OCCUPIED)
        || known.contains(UplinkSignal.MOTION)
        || known.contains(UplinkSignal.OPEN)
        || known.contains(UplinkSignal.BADGE)
        || isCounter();
  }

  boolean isCounter() {
    return signals.values().containsAll(List.of(UplinkSignal.ENTRIES, UplinkSignal.EXITS));
  }

  boolean sensesPresence() {
    return signals.containsValue(UplinkSignal.OCCUPIED)
        || signals.containsValue(UplinkSignal.MOTION);
  }

  /** What fields probably mean, by their names and what they hold. */
  static SignalMap guess(Map<String, Value> fields) {
    Map<String, UplinkSignal> found = new LinkedHashMap<>();
    for (Hint hint : HINTS) {
      new TreeMap<>(fields)
          .entrySet().stream()
              .filter(field -> !found.containsKey(field.getKey()))
              .filter(field -> hint.fits(field.getKey(), field.getValue()))
              .findFirst()
              .ifPresent(field -> found.put(field.getKey(), hint.signal()));
    }
    return new SignalMap(found, false);
  }

  /**
   * What fields are to mean, of which one has chosen some.
   *
   * @param chosen by field; nothing for one that is to mean nothing
   * @param usual what others mean, that may not have been heard yet
   */
  static Map<String, UplinkSignal> chosen(
      Map<String, Optional<UplinkSignal>> chosen, Map<String, UplinkSignal> usual) {
    Map<String, UplinkSignal> signals = new LinkedHashMap<>(usual);
    signals.keySet().removeAll(chosen.keySet());
    chosen.values().forEach(signal -> signal.ifPresent(signals.values()::remove));
    chosen.forEach((field, signal) -> signal.ifPresent(meant -> signals.put(field, meant)));
    return signals;
  }

  /** An absent field says nothing, but where it is known to be left out for its zero. */
  Meant read(Map<String, Value> fields) {
    Optional<Boolean> occupied = state(fields, UplinkSignal.OCCUPIED);
    Optional<Boolean> moves = state(fields, UplinkSignal.MOTION);
    Optional<Boolean> present =
        occupied.isPresent() && moves.isPresent()
            ? Optional.of(occupied.get() || moves.get())
            : occupied.or(() -> moves);
    Optional<Long> in = field(fields, UplinkSignal.ENTRIES).flatMap(Value::whole);
    Optional<Long> out = field(fields, UplinkSignal.EXITS).flatMap(Value::whole);
    return new Meant(
        present,
        state(fields, UplinkSignal.OPEN),
        state(fields, UplinkSignal.BADGE).orElse(false),
        in.flatMap(entered -> out.map(left -> new Passed(entered, left))),
        field(fields, UplinkSignal.BATTERY).flatMap(SignalMap::charge));
  }

  private Optional<Boolean> state(Map<String, Value> fields, UplinkSignal signal) {
    Optional<Value> said = field(fields, signal);
    if (said.isPresent()) return said.get().truth();
    return absentIsZero && signals.containsValue(signal) ? Optional.of(false) : Optional.empty();
  }

  private Optional<Value> field(Map<String, Value> fields, UplinkSignal signal) {
    return signals.entrySet().stream()
        .filter(entry -> entry.getValue() == signal)
        .flatMap(entry -> Optional.ofNullable(fields.get(entry.getKey())).stream())
        .findFirst();
  }

  private static Optional<Integer> charge(Value value) {
    return value instanceof Value.Quantity(double amount) && amount >= 0 && amount <= 100
        ? Optional.of((int) Math.round(amount))
        : Optional.empty();
  }
}
