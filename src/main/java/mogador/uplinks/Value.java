package mogador.uplinks;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a field of an uplink says. */
sealed interface Value {
  /** Longer words are no state of a sensor. */
  int LONGEST_WORD = 60;

  /** As decoders name what is so, and what is not. */
  Set<String> TRUE_WORDS =
      Set.of(
          "true",
          "yes",
          "on",
          "1",
          "occupied",
          "present",
          "motion",
          "trigger",
          "triggered",
          "detected",
          "open",
          "opened",
          "granted");

  Set<String> FALSE_WORDS =
      Set.of(
          "false",
          "no",
          "off",
          "0",
          "vacant",
          "free",
          "absent",
          "normal",
          "none",
          "idle",
          "clear",
          "close",
          "closed",
          "not occupied",
          "unoccupied",
          "not detected",
          "undetected",
          "denied");

  /** For JSON: a truth value, a number or a text. */
  Object plain();

  /** Whether it says that something is so; empty where it says neither. */
  Optional<Boolean> truth();

  /** As a whole number from 0 on. */
  Optional<Long> whole();

  record Flag(boolean on) implements Value {
    @Override
    public Object plain() {
      return on;
    }

    @Override
    public Optional<Boolean> truth() {
      return Optional.of(on);
    }

    @Override
    public Optional<Long> whole() {
      return Optional.empty();
    }
  }

  record Quantity(double amount) implements Value {
    /** Beyond it not every whole number is exact. */
    private static final double EXACT = 1L << 53;

    @Override
    public Object plain() {
      long whole = Math.round(amount);
      if (isExact() && whole == amount) return whole;
      return amount;
    }

    @Override
    public Optional<Boolean> truth() {
      return Optional.of(amount != 0);
    }

    @Override
    public Optional<Long> whole() {
      long whole = Math.round(amount);
      return isExact() && whole == amount && whole >= 0 ? Optional.of(whole) : Optional.empty();
    }

    private boolean isExact() {
      return Math.abs(amount) <= EXACT;
    }
  }

  record Word(String text) implements Value {
    @Override
    public Object plain() {
      return text;
    }

    @Override
    public Optional<Boolean> truth() {
      String word = text.strip().toLowerCase(Locale.ROOT);
      if (TRUE_WORDS.contains(word)) return Optional.of(true);
      return FALSE_WORDS.contains(word) ? Optional.of(false) : Optional.empty();
    }

    @Override
    public Optional<Long> whole() {
      return Optional.empty();
    }
  }

  /** As people read it. */
  default String shown() {
    return String.valueOf(plain());
  }

  /** From JSON; empty for what is none of them. */
  static Optional<Value> of(Object plain) {
    return switch (plain) {
      case Boolean on -> Optional.of(new Flag(on));
      case Number amount when Double.isFinite(amount.doubleValue()) ->
          Optional.of(new Quantity(amount.doubleValue()));
      case String text when text.length() <= LONGEST_WORD -> Optional.of(new Word(text));
      default -> Optional.empty();
    };
  }
}
