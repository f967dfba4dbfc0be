package firmware;

import java.time.Duration;
import java.util.Optional;

/**
 * What a device hears and says over its line, one line at a time; on the device's own thread. How
 * messages fare on the way is up to the {@link Air}.
 */
final class Wire implements Line.Listener {
  /** The device at its end. */
  interface End {
    void up();

    void down(String why);

    void arrived(String below, byte[] payload);

    void unusable();
  }

  private final Mailbox mailbox;
  private final String root;
  private final Air air;
  private final End end;
  private Optional<Line> line = Optional.empty();

  Wire(Mailbox mailbox, DeviceSpec spec, Air air, End end) {
    this.mailbox = mailbox;
    this.root = spec.topic("");
    this.air = air;
    this.end = end;
  }

  void plug(Line fresh) {
    line = Optional.of(fresh);
    fresh.connect();
  }

  /** Breaks the line; that it is down is told. */
  void pull() {
    line.ifPresent(Line::pull);
  }

  /** Breaks the line, and hears nothing more of it. */
  void cut() {
    pull();
    line = Optional.empty();
  }

  /** Says a last word and hangs up in good order; that it is down is told. */
  void leave(Line.Letter lastWord) {
    line.ifPresent(now -> now.leave(lastWord));
  }

  void turn(Air.Weather weather) {
    air.turn(weather);
  }

  /** False when the line could not take it. */
  boolean publish(Line.Letter letter) {
    boolean taken = true;
    for (Duration late : air.next(letter.below())) {
      if (late.isZero()) taken &= send(letter);
      else mailbox.after(late, () -> send(letter));
    }
    return taken;
  }

  private boolean send(Line.Letter letter) {
    return line.isPresent() && line.get().publish(letter);
  }

  @Override
  public void up(Line from) {
    mailbox.deliver(() -> from(from, end::up));
  }

  @Override
  public void down(Line from, String why) {
    mailbox.deliver(
        () ->
            from(
                from,
                () -> {
                  line = Optional.empty();
                  end.down(why);
                }));
  }

  @Override
  public void arrived(Line from, String topic, byte[] payload) {
    // Beyond the box's bound a message is lost, as in a busy radio; both kinds are sent again.
    var unused = mailbox.offer(() -> from(from, () -> landed(from, topic, payload)));
  }

  @Override
  public void unusable(Line from) {
    var unused = mailbox.offer(() -> from(from, end::unusable));
  }

  private void landed(Line from, String topic, byte[] payload) {
    String below = topic.startsWith(root) ? topic.substring(root.length()) : "";
    for (Duration late : air.next(below)) {
      if (late.isZero()) end.arrived(below, payload);
      else mailbox.after(late, () -> from(from, () -> end.arrived(below, payload)));
    }
  }

  /** A line that was given up has nothing more to say. */
  private void from(Line from, Runnable task) {
    if (line.isPresent() && line.get() == from) task.run();
  }
}
