package mogador.sites;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a zone asks of who goes in, besides a right.
 *
 * @param capacity how many people may be in it
 * @param antiPassback whether somebody who is in it may come in
 * @param twoPersons whether nobody goes in alone
 * @param forget how long after somebody was seen to go in they are taken to have left
 */
public record ZoneRules(
    Optional<Integer> capacity,
    Optional<AntiPassback> antiPassback,
    boolean twoPersons,
    Duration forget) {
  static final Duration FORGET = Duration.ofHours(12);

  public static final ZoneRules NONE =
      new ZoneRules(Optional.empty(), Optional.empty(), false, FORGET);

  /** What happens when somebody comes in who is in there already. */
  public enum AntiPassback {
    /** They are let in, and it is told. */
    SOFT,
    /** They are not let in. */
    HARD;

    private final String code = name().toLowerCase(Locale.ROOT);

    String code() {
      return code;
    }
  }

  /** Whether they need to know who is inside. */
  public boolean count() {
    return capacity.isPresent() || antiPassback.isPresent() || twoPersons;
  }
}
