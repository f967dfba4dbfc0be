package firmware;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Says whether its seat or room is occupied, or how many have passed: on change, and every minute,
 * so that silence tells.
 */
final class Sensor implements Part {
  enum Presence {
    OCCUPIED,
    VACANT;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Presence> of(String code) {
      for (Presence presence : values()) {
        if (presence.code().equals(code)) return Optional.of(presence);
      }
      return Optional.empty();
    }
  }

  /** What it measures. */
  sealed interface Measured {
    record Seat(Presence presence) implements Measured {}

    /** Since its start; never less than before. */
    record Passed(long in, long out) implements Measured {
      Passed and(int entered, int left) {
        return new Passed(in + entered, out + left);
      }
    }
  }

  static final Duration EVERY = Duration.ofSeconds(60);

  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int EXPIRY_SECONDS = 120;

  private final Body body;
  private Measured measured;
  private Optional<Integer> battery;
  private boolean untold;

  /**
   * @param measured what it finds at its start
   * @param battery what is left in it, in percent, if it has told before
   * @param phase when the first minute's message is due, so that a site's sensors take turns
   */
  Sensor(Body body, Measured measured, Optional<Integer> battery, Duration phase) {
    this.body = body;
    this.measured = measured;
    this.battery = battery;
    body.after(phase, this::minute);
  }

  /** So that a site's sensors take turns. */
  static Duration phase() {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(EVERY.toMillis()));
  }

  void sense(Presence now) {
    become(new Measured.Seat(now));
  }

  /** So many more went in and out. */
  void pass(int in, int out) {
    if (measured instanceof Measured.Passed passed) become(passed.and(in, out));
  }

  private void become(Measured now) {
    if (now.equals(measured)) return;
    measured = now;
    tellChange();
  }

  void charge(int percent) {
    battery = Optional.of(percent);
    tellChange();
  }

  @Override
  public void up() {
    tellChange();
  }

  @Override
  public void sync() {
    tellChange();
  }

  @Override
  public void arrived(String below, byte[] payload) {}

  @Override
  public String shows() {
    return switch (measured) {
      case Measured.Seat(Presence presence) -> presence.code();
      case Measured.Passed(long in, long out) -> in + " in, " + out + " out";
    };
  }

  private void tellChange() {
    untold = !publish(1);
    if (untold) body.after(AGAIN, this::retry);
  }

  private void retry() {
    // Offline, the next connection tells it.
    if (untold && body.connected()) tellChange();
  }

  private void minute() {
    if (body.connected()) publish(0);
    body.after(EVERY, this::minute);
  }

  private boolean publish(int qos) {
    String telemetry = Messages.telemetry(measured, battery, body.now());
    return body.connected()
        && body.publish(new Line.Letter("telemetry", telemetry, qos, false, EXPIRY_SECONDS));
  }
}
