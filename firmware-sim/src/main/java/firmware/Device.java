package firmware;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * A device with power: its flash, its connection, and the part that makes it a reader or a sensor.
 * Everything runs on one thread of its own; other threads call the public methods, which queue.
 */
final class Device implements Body, Line.Listener {
  static final int JOURNAL_CAPACITY = 2_000;

  private static final Logger LOG = System.getLogger("firmware.device");
  private static final int JOURNAL_EXPIRY_SECONDS = 60;
  private static final int COMMAND_ACK_EXPIRY_SECONDS = 60;
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private final DeviceSpec spec;
  private final Setup setup;
  private final Mailbox mailbox = new Mailbox();
  private final Backoff backoff = new Backoff(ThreadLocalRandom.current());
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  private String boot;
  private long startedAt;
  private Journal journal;
  private CommandGuard commands;
  private Optional<DoorList> list;
  private Resend resend;
  private Part part;
  private Optional<Line> line = Optional.empty();
  private boolean connected;
  private boolean stopping;
  private long unpluggedUntil;
  private long dropped;
  private Sensor.Presence seat = Sensor.Presence.VACANT;
  private Optional<Integer> battery = Optional.empty();
  private final OwnClock clock;
  private volatile View view;

  Device(DeviceSpec spec, Setup setup) {
    this.spec = spec;
    this.setup = setup;
    clock = new OwnClock(setup.clock());
    boot = id();
    startedAt = System.nanoTime();
    journal = openJournal();
    commands = openCommands();
    list = openList();
    resend = new Resend(ThreadLocalRandom.current());
    part = makePart();
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
    boolean taken = withReader(reader -> reader.present(credential, told));
    return taken ? Optional.of(told) : Optional.empty();
  }

  boolean contact(boolean open) {
    return withReader(reader -> reader.contact(open));
  }

  boolean exitPressed() {
    return withReader(Reader::exitPressed);
  }

  boolean sense(Sensor.Presence presence) {
    return spec.kind() != DeviceSpec.Kind.READER
        && mailbox.offer(
            () -> {
              seat = presence;
              if (part instanceof Sensor sensor) sensor.sense(presence);
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
    return line.isPresent() && line.get().publish(letter);
  }

  @Override
  public void record(Event event) {
    journal.record(event, now());
    resend.recorded(now().uptimeMs());
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
  public void stateChanged() {
    if (connected) sayOnline();
  }

  // ---- its life

  private void run() {
    begin();
    while (!stopped.isDone()) {
      try {
        mailbox.take(untilResend()).run();
        sendJournal();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // As a watchdog would: note it, keep the door closed, go on.
        LOG.log(Level.ERROR, spec + ": task failed", e);
      }
      view = look();
    }
    journal.close();
    commands.close();
    list.ifPresent(DoorList::close);
  }

  private void begin() {
    record(new Event.Started());
    connect();
  }

  private void restart() {
    if (stopping) return;
    line.ifPresent(Line::pull);
    line = Optional.empty();
    connected = false;
    mailbox.forgetLater();
    journal.close();
    commands.close();
    list.ifPresent(DoorList::close);
    boot = id();
    startedAt = System.nanoTime();
    journal = openJournal();
    commands = openCommands();
    list = openList();
    resend = new Resend(ThreadLocalRandom.current());
    part = makePart();
    begin();
  }

  private void connect() {
    if (stopping) return;
    long unplugged = unpluggedUntil - System.nanoTime();
    if (unpluggedUntil != 0 && unplugged > 0) {
      after(Duration.ofNanos(unplugged), this::connect);
      return;
    }
    var fresh = new Line(setup.broker(), spec, Messages.offline(boot), setup.threads(), this);
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
    var unused = mailbox.offer(() -> from(from, () -> arrived(topic, payload)));
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
    backoff.succeeded();
    sayOnline();
    resend.online(now().uptimeMs());
    part.up();
    LOG.log(Level.DEBUG, () -> spec + ": connected");
  }

  private void sayOnline() {
    publish(state(Messages.online(now(), journal.id(), journal.first(), journal.last(), list)));
  }

  private void suffered(Ill ill) {
    switch (ill) {
      case Ill.Case(boolean open) -> record(new Event.Tampered(open, spec.door()));
      case Ill.Battery(int percent) -> {
        battery = Optional.of(percent);
        if (part instanceof Sensor sensor) sensor.charge(percent);
      }
      case Ill.WrongClock(Optional<Duration> ahead) -> {
        clock.set(ahead);
        if (clock.now().isPresent()) record(new Event.ClockSet());
        if (connected) sayOnline();
      }
    }
  }

  private void down(String why) {
    boolean wasUp = connected;
    connected = false;
    line = Optional.empty();
    resend.offline();
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

  private void arrived(String topic, byte[] payload) {
    String root = spec.topic("");
    switch (topic.startsWith(root) ? topic.substring(root.length()) : "") {
      case "journal/ack" -> acknowledged(payload);
      case "command" -> commanded(payload);
      case "decision" -> part.arrived("decision", payload);
      case "acl" -> part.arrived("acl", payload);
      case "acl/list" -> part.arrived("acl/list", payload);
      default -> unusable();
    }
  }

  private void commanded(byte[] payload) {
    switch (commands.look(payload, now())) {
      case CommandGuard.Forged() -> unusable();
      case CommandGuard.Rejected(String id, String reason) ->
          answer(id, "rejected", Optional.of(reason));
      case CommandGuard.Duplicate(String id) -> answer(id, "duplicate", Optional.empty());
      case CommandGuard.Good(Command command) -> carryOut(command);
    }
  }

  private void carryOut(Command command) {
    Optional<String> refusal =
        part instanceof Reader reader ? reader.refuses(command) : Optional.of("unknown_action");
    if (refusal.isEmpty() && part instanceof Reader reader) {
      commands.keep(command);
      reader.order(command);
    }
    answer(command.id(), refusal.isEmpty() ? "executed" : "rejected", refusal);
  }

  private void answer(String command, String outcome, Optional<String> reason) {
    String ack = Messages.commandAck(command, outcome, reason, now());
    publish(new Line.Letter("command/ack", ack, 1, false, COMMAND_ACK_EXPIRY_SECONDS));
  }

  private void acknowledged(byte[] payload) {
    var ack = Messages.ack(payload);
    if (ack.isEmpty()) {
      unusable();
    } else if (journal.acknowledge(ack.get().journal(), ack.get().through())) {
      resend.acknowledged(now().uptimeMs(), ack.get().through());
    }
  }

  private void sendJournal() {
    long uptime = now().uptimeMs();
    if (!resend.due(uptime)) return;
    var events = journal.oldest();
    if (events.isEmpty()) {
      resend.idle();
      return;
    }
    long first = journal.first();
    String batch = Messages.batch(journal.id(), first, now(), events);
    publish(new Line.Letter("journal", batch, 1, false, JOURNAL_EXPIRY_SECONDS));
    resend.sent(uptime, first + events.size() - 1);
  }

  private Duration untilResend() {
    long due = resend.dueAt();
    if (due == Long.MAX_VALUE) return LONGEST_SLEEP;
    return Duration.ofMillis(Math.max(0, due - now().uptimeMs()));
  }

  private void finish() {
    stopped.complete(null);
  }

  private View look() {
    return new View(
        spec,
        connected,
        boot,
        journal.id(),
        journal.first(),
        journal.last(),
        journal.pending(),
        dropped,
        part.shows(),
        list.flatMap(Device::look));
  }

  private static Optional<View.Listed> look(DoorList list) {
    return list.manifest()
        .map(
            newest ->
                new View.Listed(newest.version(), list.size(), list.isCurrent(), newest.mode()));
  }

  private Journal openJournal() {
    Path file = setup.data().resolve(spec.site()).resolve(spec.code() + ".journal");
    return Journal.open(file, JOURNAL_CAPACITY, Device::id);
  }

  private CommandGuard openCommands() {
    Path file = setup.data().resolve(spec.site()).resolve(spec.code() + ".commands");
    return CommandGuard.open(spec.commandKey(), spec.topic("command"), file);
  }

  private Optional<DoorList> openList() {
    if (spec.kind() != DeviceSpec.Kind.READER) return Optional.empty();
    Path file = setup.data().resolve(spec.site()).resolve(spec.code() + ".list");
    return Optional.of(DoorList.open(spec, file));
  }

  private Part makePart() {
    return switch (spec.kind()) {
      case READER ->
          new Reader(this, spec.door().orElseThrow(), setup.answerMs(), list.orElseThrow());
      case SEAT_SENSOR, ROOM_SENSOR -> new Sensor(this, seat, battery, phase());
    };
  }

  private boolean withReader(Consumer<Reader> task) {
    return spec.kind() == DeviceSpec.Kind.READER
        && mailbox.offer(
            () -> {
              if (part instanceof Reader reader) task.accept(reader);
            });
  }

  private static Duration phase() {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(Sensor.EVERY.toMillis()));
  }

  private static Line.Letter state(String payload) {
    return new Line.Letter("state", payload, 1, true, 0);
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
