package firmware;

import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;

/** Fetches firmware that the server offers, checks it, and lets it run; tells how that goes. */
final class Updates {
  private static final int EXPIRY_SECONDS = 60;

  /** So that what was said is out before the power is. */
  private static final Duration BEFORE_REBOOT = Duration.ofMillis(500);

  private final Body body;
  private final DeviceSpec spec;
  private final BootLoader boot;
  private final Optional<PublicKey> maker;
  private boolean busy;

  Updates(Body body, DeviceSpec spec, BootLoader boot, Optional<PublicKey> maker) {
    this.body = body;
    this.spec = spec;
    this.boot = boot;
    this.maker = maker;
  }

  /** Why it cannot take an image now, if so. */
  Optional<String> refusal() {
    if (spec.server().isEmpty()) return Optional.of("no_server");
    return busy || boot.isOnTrial() ? Optional.of("busy") : Optional.empty();
  }

  /** The device is connected: what runs is good, and what an update came to is told. */
  void up() {
    boot.good().ifPresent(news -> tell(news.update(), news.step(), news.reason()));
  }

  void begin(Image offered) {
    if (offered.version().equals(boot.version())) {
      tell(offered.update(), "installed", Optional.empty());
      return;
    }
    busy = true;
    tell(offered.update(), "fetching", Optional.empty());
    body.aside(() -> fetch(offered), fetched -> fetched(offered, fetched));
  }

  /** Whether it has that version; it runs at once. */
  boolean revert(String version) {
    if (!boot.revert(version)) return false;
    body.after(BEFORE_REBOOT, body::restart);
    return true;
  }

  /** What came, or why nothing did. */
  private record Fetched(Optional<byte[]> image, String fault) {}

  private Fetched fetch(Image offered) {
    try {
      byte[] image =
          ServerCalls.fetch(spec.server().orElseThrow() + offered.path(), offered.size());
      return Firmware.fault(image, offered, maker)
          .map(fault -> new Fetched(Optional.empty(), fault))
          .orElseGet(() -> new Fetched(Optional.of(image), ""));
    } catch (ServerCalls.Failed e) {
      return new Fetched(Optional.empty(), "not_fetched");
    }
  }

  private void fetched(Image offered, Fetched fetched) {
    busy = false;
    if (fetched.image().isEmpty()) {
      tell(offered.update(), "failed", Optional.of(fetched.fault()));
      return;
    }
    boot.install(offered.update(), fetched.image().get());
    tell(offered.update(), "verified", Optional.empty());
    body.after(BEFORE_REBOOT, body::restart);
  }

  private void tell(String update, String step, Optional<String> reason) {
    String message = Messages.update(update, step, reason, boot.version(), body.now());
    body.publish(new Line.Letter("update", message, 1, false, EXPIRY_SECONDS));
  }
}
