package firmware;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A device with power: its flash, its connection, and the part that makes it a reader or a sensor.
 * Everything runs on one thread of its own; other threads call the public methods, which queue.
 */
final class Device implements Body, Line.Listener {
  private static final Logger LOG = System.getLogger("firmware.device");

  private static final Duration IDENTIFIES = Duration.ofSeconds(10);

  private final DeviceSpec spec;
  private final Setup setup;
  private final Mailbox mailbox = new Mailbox();
  private final Backoff backoff = new Backoff(ThreadLocalRandom.current());
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  private String boot;
  private long startedAt;
  private Memory memory;
  private JournalSender journal;
  private Part part;
  private Updates updates;
  private Orders orders;
  private Optional<Line> line = Optional.empty();
  private Optional<Keyring.Keys> trying = Optional.empty();
  private long identifiesUntil = System.nanoTime();
  private boolean connected;
  private boolean stopping;
  private long unpluggedUntil;
  private long dropped;
  private Sensor.Presence seat = Sensor.Presence.VACANT;
  private Optional<Integer> battery = Optional.empty();
  private final OwnClock clock;
  private final Air air;
  private boolean dark;
  private volatile View view;

  Device(DeviceSpec spec, Setup setup) {
    this.spec = spec;
    this.setup = setup;
    clock = new OwnClock(setup.clock());
    air = setup.network().air(spec);
    boot = id();
    startedAt = System.nanoTime();
    memory = Memory.open(spec, setup.data());
    journal = new JournalSender(this, memory.journal());
    part = makePart();
    updates = new Updates(this, spec, memory.boot(), setup.maker());
    orders = new Orders(this, spec, memory.commands(), part, updates);
    view = look();
  }

  void start() {
    Thread.ofVirtual().name(spec.name()).start(this::run);
  }

  View view() {
    return view;
  }

  /** Empty for a device that is no reader, or too busy. */
  Optional<CompletableFuture<Reader.Presentation>> present(Credential credential) {
    var told = new CompletableFuture<Reader.Presentation>();
    boolean taken =
        withReader(
            reader -> reader.present(credential, told),
            () -> told.complete(new Reader.Presentation.Dark()));
    return taken ? Optional.of(told) : Optional.empty();
  }

  boolean contact(boolean open) {
    return withReader(reader -> reader.contact(open), () -> {});
  }

  boolean exitPressed() {
    return withReader(Reader::exitPressed, () -> {});
  }

  boolean sense(Sensor.Presence presence) {
    return spec.kind() != DeviceSpec.Kind.READER
        && mailbox.offer(
            () -> {
              seat = presence;
              if (!dark && part instanceof Sensor sensor) sensor.sense(presence);
            });
  }

  /**
   * Makes something wrong with it, or right again; false when it is too busy, or has no battery.
   */
  boolean suffer(Ill ill) {
    boolean noBattery = ill instanceof Ill.Battery && spec.kind() == DeviceSpec.Kind.READER;
    return !noBattery && mailbox.offer(() -> suffered(ill));
  }

  /** Cuts its power for a moment: all but the flash is lost. */
  boolean reboot() {
    return mailbox.offer(this::restart);
  }

  /** Dead for so long, without a word and with nothing left but its flash. */
  boolean kill(Duration time) {
    return mailbox.offer(
        () -> {
          if (stopping) return;
          powerOff();
          after(time, this::powerOn);
        });
  }

  /** Erases its flash and starts it. */
  boolean wipe() {
    return mailbox.offer(() -> restart(() -> Memory.erase(spec, setup.data())));
  }

  /** Its messages fare like this from now on. */
  boolean turn(Air.Weather weather) {
    return mailbox.offer(() -> air.turn(weather));
  }

  /** Pulls its network plug for so long. */
  boolean unplug(Duration time) {
    return mailbox.offer(
        () -> {
          unpluggedUntil = System.nanoTime() + time.toNanos();
          line.ifPresent(Line::pull);
        });
  }

  /** Says goodbye and ends; done when the future is. */
  CompletableFuture<Void> stop() {
    mailbox.deliver(
        () -> {
          stopping = true;
          if (line.isPresent() && connected) {
            line.get().leave(state(Messages.offline(boot)));
          } else {
            line.ifPresent(Line::pull);
            finish();
          }
        });
    return stopped;
  }

  // ---- what its part uses

  @Override
  public Moment now() {
    long uptime = (System.nanoTime() - startedAt) / 1_000_000;
    return new Moment(clock.now(), boot, uptime);
  }

  @Override
  public boolean connected() {
    return connected;
  }

  @Override
  public boolean publish(Line.Letter letter) {
    boolean taken = true;
    for (Duration late : air.next(letter.below())) {
      if (late.isZero()) taken &= send(letter);
      else after(late, () -> send(letter));
    }
    return taken;
  }

  private boolean send(Line.Letter letter) {
    return line.isPresent() && line.get().publish(letter);
  }

  @Override
  public void record(Event event) {
    journal.record(event);
  }

  @Override
  public void after(Duration delay, Runnable task) {
    mailbox.after(delay, task);
  }

  @Override
  public void unusable() {
    dropped++;
  }

  @Override
  public void identify() {
    identifiesUntil = System.nanoTime() + IDENTIFIES.toNanos();
    after(IDENTIFIES, () -> {});
  }

  @Override
  public <T> void aside(Supplier<T> work, Consumer<T> then) {
    String life = boot;
    Thread.ofVirtual()
        .name(spec.name() + "-aside")
        .start(
            () -> {
              T result = work.get();
              mailbox.deliver(
                  () -> {
                    if (boot.equals(life)) then.accept(result);
                  });
            });
  }

  @Override
  public void renewKeys(String code) {
    Keyring.Keys present = memory.keys().used();
    aside(() -> ServerCalls.renew(spec, present, code), given -> given.ifPresent(this::renewed));
  }

  /** They are in flash before they are used; whatever happens, one of the two lets it in. */
  private void renewed(DeviceSpec given) {
    if (stopping || !given.name().equals(spec.name())) return;
    memory.keys().add(new Keyring.Keys(given.keys(), given.password(), given.commandKey()));
    if (!connected) return;
    sayOnline();
    // In good order: what is on its way is acknowledged first.
    line.ifPresent(now -> now.leave(state(Messages.offline(boot))));
  }

  @Override
  public void stateChanged() {
    if (connected) sayOnline();
  }

  // ---- its life

  private void run() {
    begin();
    while (!stopped.isDone()) {
      try {
        mailbox.take(journal.untilDue()).run();
        journal.send();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // As a watchdog would: note it, keep the door closed, go on.
        LOG.log(Level.ERROR, spec + ": task failed", e);
      }
      view = look();
    }
    memory.close();
  }

  private void begin() {
    record(new Event.Started());
    connect();
  }

  @Override
  public void restart() {
    restart(() -> {});
  }

  private void restart(Runnable meanwhile) {
    if (stopping) return;
    powerOff();
    meanwhile.run();
    powerOn();
  }

  private void powerOff() {
    dark = true;
    if (part instanceof Reader reader) reader.dark();
    line.ifPresent(Line::pull);
    line = Optional.empty();
    connected = false;
    journal.down();
    mailbox.forgetLater();
    memory.close();
  }

  private void powerOn() {
    dark = false;
    boot = id();
    startedAt = System.nanoTime();
    memory = Memory.open(spec, setup.data());
    journal = new JournalSender(this, memory.journal());
    part = makePart();
    updates = new Updates(this, spec, memory.boot(), setup.maker());
    orders = new Orders(this, spec, memory.commands(), part, updates);
    begin();
  }

  private void connect() {
    if (stopping) return;
    long unplugged = unpluggedUntil - System.nanoTime();
    if (unpluggedUntil != 0 && unplugged > 0) {
      after(Duration.ofNanos(unplugged), this::connect);
      return;
    }
    Keyring.Keys keys = memory.keys().forNextTry();
    trying = Optional.of(keys);
    Network network = spec.broker().map(setup.network()::at).orElse(setup.network());
    var fresh = new Line(network, spec.with(keys), Messages.offline(boot), setup.threads(), this);
    line = Optional.of(fresh);
    fresh.connect();
  }

  @Override
  public void up(Line from) {
    mailbox.deliver(() -> from(from, this::up));
  }

  @Override
  public void down(Line from, String why) {
    mailbox.deliver(() -> from(from, () -> down(why)));
  }

  @Override
  public void arrived(Line from, String topic, byte[] payload) {
    // Beyond the box's bound a message is lost, as in a busy radio; both kinds are sent again.
    var unused = mailbox.offer(() -> from(from, () -> landed(from, topic, payload)));
  }

  @Override
  public void unusable(Line from) {
    var unused = mailbox.offer(() -> from(from, this::unusable));
  }

  /** A line that was given up has nothing more to say. */
  private void from(Line from, Runnable task) {
    if (line.isPresent() && line.get() == from) task.run();
  }

  private void up() {
    connected = true;
    trying.ifPresent(memory.keys()::accepted);
    backoff.succeeded();
    updates.up();
    sayOnline();
    journal.up();
    part.up();
    LOG.log(Level.DEBUG, () -> spec + ": connected");
  }

  private void sayOnline() {
    publish(state(Messages.online(now(), memory)));
  }

  private void suffered(Ill ill) {
    switch (ill) {
      case Ill.Case(boolean open) -> {
        if (!dark) record(new Event.Tampered(open, spec.door()));
      }
      case Ill.Battery(int percent) -> {
        battery = Optional.of(percent);
        if (!dark && part instanceof Sensor sensor) sensor.charge(percent);
      }
      case Ill.WrongClock(Optional<Duration> ahead) -> {
        clock.set(ahead);
        if (!dark && clock.now().isPresent()) record(new Event.ClockSet());
        if (connected) sayOnline();
      }
    }
  }

  private void down(String why) {
    boolean wasUp = connected;
    if (!wasUp) memory.keys().refused();
    connected = false;
    line = Optional.empty();
    journal.down();
    if (stopping) {
      finish();
      return;
    }
    long wait = backoff.failedMs();
    LOG.log(
        wasUp ? Level.INFO : Level.DEBUG,
        () -> spec + ": offline (" + why + "), next try in " + wait + " ms");
    after(Duration.ofMillis(wait), this::connect);
  }

  private void landed(Line from, String topic, byte[] payload) {
    String root = spec.topic("");
    String below = topic.startsWith(root) ? topic.substring(root.length()) : "";
    for (Duration late : air.next(below)) {
      if (late.isZero()) arrived(below, payload);
      else after(late, () -> from(from, () -> arrived(below, payload)));
    }
  }

  private void arrived(String below, byte[] payload) {
    switch (below) {
      case "journal/ack" -> journal.acknowledged(payload);
      case "command" -> orders.arrived(payload);
      case "decision" -> part.arrived("decision", payload);
      case "acl" -> part.arrived("acl", payload);
      case "acl/list" -> part.arrived("acl/list", payload);
      default -> unusable();
    }
  }

  private void finish() {
    stopped.complete(null);
  }

  private View look() {
    return new View(
        spec,
        connected,
        boot,
        memory.journal().id(),
        memory.journal().first(),
        memory.journal().last(),
        memory.journal().pending(),
        dropped,
        shows(),
        memory.list().flatMap(View.Listed::of));
  }

  private String shows() {
    if (dark) return "no power";
    return identifiesUntil - System.nanoTime() > 0 ? "here I am" : part.shows();
  }

  private Part makePart() {
    return switch (spec.kind()) {
      case READER ->
          new Reader(
              this, spec.door().orElseThrow(), setup.answerMs(), memory.list().orElseThrow());
      case SEAT_SENSOR, ROOM_SENSOR -> new Sensor(this, seat, battery, phase());
    };
  }

  private boolean withReader(Consumer<Reader> task, Runnable whileDark) {
    return spec.kind() == DeviceSpec.Kind.READER
        && mailbox.offer(
            () -> {
              if (dark) whileDark.run();
              else if (part instanceof Reader reader) task.accept(reader);
            });
  }

  private static Duration phase() {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(Sensor.EVERY.toMillis()));
  }

  private static Line.Letter state(String payload) {
    return new Line.Letter("state", payload, 1, true, 0);
  }

  static String id() {
    return UUID.randomUUID().toString();
  }
}
