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
final class Device implements Body, Wire.End {
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
  private Optional<Keyring.Keys> trying = Optional.empty();
  private long identifiesUntil = System.nanoTime();
  private boolean connected;
  private boolean stopping;
  private long unpluggedUntil;
  private long dropped;
  private Sensor.Presence seat = Sensor.Presence.VACANT;
  private Optional<Integer> battery = Optional.empty();
  private final OwnClock clock;
  private final Wire wire;
  private boolean dark;
  private volatile View view;

  Device(DeviceSpec spec, Setup setup) {
    this.spec = spec;
    this.setup = setup;
    clock = new OwnClock(setup.clock());
    wire = new Wire(mailbox, spec, setup.network().air(spec), this);
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
    return spec.kind().senses()
        && mailbox.offer(
            () -> {
              seat = presence;
              if (!dark && part instanceof Sensor sensor) sensor.sense(presence);
            });
  }

  /** So many pass it; those that pass while it has no power it never knows of. */
  boolean pass(int in, int out) {
    return spec.kind() == DeviceSpec.Kind.PEOPLE_COUNTER
        && mailbox.offer(
            () -> {
              if (!dark && part instanceof Sensor counter) counter.pass(in, out);
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
    return mailbox.offer(() -> wire.turn(weather));
  }

  /** Pulls its network plug for so long. */
  boolean unplug(Duration time) {
    return mailbox.offer(
        () -> {
          unpluggedUntil = System.nanoTime() + time.toNanos();
          wire.pull();
        });
  }

  /** Says goodbye and ends; done when the future is. */
  CompletableFuture<Void> stop() {
    mailbox.deliver(
        () -> {
          stopping = true;
          if (connected) {
            wire.leave(Line.Letter.state(Messages.offline(boot)));
          } else {
            wire.pull();
            stopped.complete(null);
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
    return wire.publish(letter);
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
    mailbox.aside(
        work,
        result -> {
          if (boot.equals(life)) then.accept(result);
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
    wire.leave(Line.Letter.state(Messages.offline(boot)));
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
    // What was begun in the life before has no say in the next one.
    boot = id();
    if (part instanceof Reader reader) reader.dark();
    wire.cut();
    connected = false;
    journal.down();
    mailbox.forgetLater();
    memory.close();
  }

  private void powerOn() {
    dark = false;
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
    wire.plug(new Line(network, spec.with(keys), Messages.offline(boot), setup.threads(), wire));
  }

  @Override
  public void up() {
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
    publish(Line.Letter.state(Messages.online(now(), memory)));
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

  @Override
  public void down(String why) {
    boolean wasUp = connected;
    if (!wasUp) memory.keys().refused();
    connected = false;
    journal.down();
    if (stopping) {
      stopped.complete(null);
      return;
    }
    long wait = backoff.failedMs();
    LOG.log(
        wasUp ? Level.INFO : Level.DEBUG,
        () -> spec + ": offline (" + why + "), next try in " + wait + " ms");
    after(Duration.ofMillis(wait), this::connect);
  }

  @Override
  public void arrived(String below, byte[] payload) {
    switch (below) {
      case "journal/ack" -> journal.acknowledged(payload);
      case "command" -> orders.arrived(payload);
      case "decision" -> part.arrived("decision", payload);
      case "acl" -> part.arrived("acl", payload);
      case "acl/list" -> part.arrived("acl/list", payload);
      default -> unusable();
    }
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
      case SEAT_SENSOR, ROOM_SENSOR ->
          new Sensor(this, new Sensor.Measured.Seat(seat), battery, Sensor.phase());
      case PEOPLE_COUNTER ->
          new Sensor(this, new Sensor.Measured.Passed(0, 0), battery, Sensor.phase());
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

  static String id() {
    return UUID.randomUUID().toString();
  }
}
