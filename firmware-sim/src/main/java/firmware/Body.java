package firmware;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What every device gives to its {@link Part}: time, flash, network. */
interface Body {
  Moment now();

  boolean connected();

  /** False when the message could not be handed to the network. */
  boolean publish(Line.Letter letter);

  /** Writes durably before it returns. */
  void record(Event event);

  /** Runs later on the device's thread; forgotten when the device restarts. */
  void after(Duration delay, Runnable task);

  /** What {@code state} says has changed for good. */
  void stateChanged();

  /** Shows for a moment which device it is. */
  void identify();

  /** All but the flash is lost, and it begins anew. */
  void restart();

  /** Does what takes long elsewhere, and goes on with its result in this life of the device. */
  <T> void aside(Supplier<T> work, Consumer<T> then);

  /** Fetches newer keys by this code, and goes on with them. */
  void renewKeys(String code);

  /** A message that could not be used was dropped. */
  void unusable();
}
