package firmware;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Says whether its seat or room is occupied: on change, and every minute, so that silence tells.
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

  static final Duration EVERY = Duration.ofSeconds(60);

  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int EXPIRY_SECONDS = 120;

  private final Body body;
  private Presence presence;
  private Optional<Integer> battery;
  private boolean untold;

  /**
   * @param presence what it finds at its start
   * @param battery what is left in it, in percent, if it has told before
   * @param phase when the first minute's message is due, so that a site's sensors take turns
   */
  Sensor(Body body, Presence presence, Optional<Integer> battery, Duration phase) {
    this.body = body;
    this.presence = presence;
    this.battery = battery;
    body.after(phase, this::minute);
  }

  /** So that a site's sensors take turns. */
  static Duration phase() {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(EVERY.toMillis()));
  }

  void sense(Presence now) {
    if (now == presence) return;
    presence = now;
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
    return presence.code();
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
    String telemetry = Messages.telemetry(presence.code(), battery, body.now());
    return body.connected()
        && body.publish(new Line.Letter("telemetry", telemetry, qos, false, EXPIRY_SECONDS));
  }
}
