package firmware;

import java.time.Duration;
import java.util.Optional;

/** Something that can be wrong with a device, or right again. */
sealed interface Ill {
  /** Its case was opened, or shut. */
  record Case(boolean open) implements Ill {}

  /** What is left in its battery, in percent. */
  record Battery(int percent) implements Ill {}

  /** How far its clock is ahead; empty when it has forgotten the time. */
  record WrongClock(Optional<Duration> ahead) implements Ill {}
}
