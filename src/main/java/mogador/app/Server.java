package mogador.app;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.openapi.contract.OpenAPIContract;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import mogador.access.Access;
import mogador.access.CredentialHash;
import mogador.access.Credentials;
import mogador.access.DoorModes;
import mogador.alarms.Alarms;
import mogador.audit.CheckAudit;
import mogador.booking.BookingNews;
import mogador.booking.Bookings;
import mogador.booking.RederiveTimes;
import mogador.calendars.Calendars;
import mogador.calendars.Sender;
import mogador.desk.Desk;
import mogador.devices.CountCorrections;
import mogador.devices.CountRoutes;
import mogador.devices.DevicePages;
import mogador.devices.DeviceRoutes;
import mogador.devices.DeviceWatch;
import mogador.devices.Emergencies;
import mogador.devices.EmergencyPages;
import mogador.devices.EmergencyRoutes;
import mogador.devices.EraseEvents;
import mogador.devices.Squatters;
import mogador.devices.ZoneWatch;
import mogador.devices.ZonesNow;
import mogador.fleet.Fleet;
import mogador.identity.Guard;
import mogador.identity.People;
import mogador.identity.PersonRoutes;
import mogador.identity.SignIn;
import mogador.identity.SignInPage;
import mogador.identity.SignInPages;
import mogador.identity.Tokens;
import mogador.layouts.Layouts;
import mogador.leasing.Leases;
import mogador.muster.Musters;
import mogador.occupancy.SignMonths;
import mogador.platform.ClearExpired;
import mogador.platform.Database;
import mogador.platform.Listener;
import mogador.platform.Mail;
import mogador.platform.Mailbox;
import mogador.platform.Mailer;
import mogador.platform.Migrations;
import mogador.platform.Outbox;
import mogador.platform.Recurring;
import mogador.platform.SmtpMailer;
import mogador.pricing.Wallets;
import mogador.reporting.Reports;
import mogador.sites.SiteRoutes;
import mogador.sites.Sites;
import mogador.uplinks.Uplinks;
import mogador.visits.Visits;
import mogador.web.Assets;
import mogador.web.Operations;
import mogador.web.Pages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole server: everything made and wired in one place. */
final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final int FRONTS = Runtime.getRuntime().availableProcessors();
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Settings settings;
  private final Readiness readiness = new Readiness();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicInteger port = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Vertx vertx;
  private final Database database;
  private final Sites sites;
  private Optional<Listener> imports = Optional.empty();
  private final Hardware hardware;
  private final Outbox outbox;
  private final Recurring recurring;
  private final DevicePages devicePages;
  private final Musters musters;
  private final Uplinks uplinks;
  final People people;
  final Tokens tokens;
  final Credentials credentials;
  final Wallets wallets;
  final Leases leases;
  final Bookings bookings;
  final Reports reports;
  private final RederiveTimes times;

  private Server(Settings settings, Clock clock, List<SignInPage.DemoAccount> demoAccounts) {
    this.settings = settings;
    vertx =
        Vertx.builder()
            .withMetrics(new MicrometerMetricsFactory(meters))
            .with(
                new io.vertx.core.VertxOptions()
                    .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)))
            .build();
    database = Database.open(vertx, settings.database());
    sites = new Sites(database);
    var hash = new CredentialHash(settings.credentialKeyBytes());
    credentials = new Credentials(hash, clock);
    tokens = new Tokens(database, clock);
    people = new People(database, clock);
    wallets = new Wallets(database, sites, people, clock);
    bookings = new Bookings(database, sites, credentials, wallets, clock, settings.publicUrl());
    leases = new Leases(database, sites, clock);
    var layouts = new Layouts(database, sites, bookings, clock);
    var sender = new Sender(settings.publicUrl(), settings.mailAddress());
    var visits = new Visits(database, sites, credentials, clock, sender);
    times =
        new RederiveTimes(
            database, sites, List.of(leases.times(), layouts.times(), visits.times()), clock);
    hardware = new Hardware(settings, database, sites, bookings, clock, meters);
    Alarms alarms = hardware.alarms;
    var mailbox = new Mailbox(database, clock);
    Mailer mailer = mailer(mailbox);
    var calendars = new Calendars(database, sites, clock, sender, mailer, visits.inCalendars());
    outbox =
        new Outbox(
            database,
            clock,
            meters,
            Map.of(Mail.KIND, mailer::deliver, BookingNews.KIND, calendars::deliver));
    recurring = new Recurring(settings.database());
    bookings.mount(recurring, hardware.board);
    new ClearExpired(database, clock, Retention.expiring(settings.retention())).mount(recurring);
    new EraseEvents(database, clock, settings.retention()).mount(recurring);
    new CheckAudit(database, clock).mount(recurring);
    new DeviceWatch(database, alarms, clock).mount(recurring);
    var zones = new ZonesNow(database, hardware.gateway::knownInside, clock);
    new ZoneWatch(database, sites, zones, alarms, clock).mount(recurring);
    reports =
        new Reports(new Reports.Parts(database, sites, bookings, hardware.devices::watched, clock));
    reports.mount(recurring);
    new Squatters(database, sites, hardware.board, settings.publicUrl(), clock).mount(recurring);
    new SignMonths(database, clock).mount(recurring);
    var guard = new Guard(tokens);
    var assets = new Assets();
    var pages = new Pages(assets, new Visitors(sites)::of);
    var operations = new Operations();
    visits.mount(recurring);
    visits.mount(operations, guard);
    musters =
        new Musters(
            new Musters.Parts(database, sites, bookings, visits, hardware.board, hardware.events),
            clock);
    devicePages =
        new DevicePages(
            new DevicePages.Parts(
                database,
                sites,
                hardware.board,
                hardware.events,
                bookings,
                hardware.gateway::open,
                alarms,
                zones,
                clock),
            guard,
            pages);
    new SiteRoutes(sites).mount(operations);
    bookings.mount(operations, guard);
    calendars.mount(operations, guard);
    leases.mount(operations, guard);
    layouts.mount(operations, guard);
    wallets.mount(operations, guard);
    musters.mount(operations, guard);
    new DeviceRoutes(database, sites, hardware.board, hardware.gateway::open, guard)
        .mount(operations);
    var counts = new CountRoutes(sites, zones, new CountCorrections(database, clock), guard);
    counts.mount(operations);
    var emergencies = new Emergencies(database, sites, new DoorModes(clock));
    new EmergencyRoutes(emergencies, sites, guard).mount(operations);
    alarms.mount(operations, guard);
    var fleet =
        new Fleet(
            new Fleet.Parts(
                database,
                sites,
                hardware.keys,
                hash,
                hardware.gateway,
                settings.mqtt().forDevices(),
                settings.mqtt().keysLife(),
                clock));
    fleet.mount(recurring);
    hardware.accounts.ifPresent(accounts -> accounts.mount(recurring));
    fleet.mount(operations, guard);
    uplinks =
        new Uplinks(
            new Uplinks.Parts(
                vertx,
                database,
                sites,
                settings.uplinks(),
                hardware.gateway::isTaken,
                clock,
                meters));
    uplinks.mount(operations, guard);
    new PersonRoutes(guard).mount(operations);
    reports.mount(operations, guard);
    var access = new Access(database, sites, people, credentials, clock);
    access.mount(operations, guard);
    var desk = new Desk.Parts(access, hardware.snapshot::current, hardware.gateway::inside, clock);
    var docs = new ApiDocs(pages, settings.publicUrl());
    Consumer<Router> features =
        router -> {
          router.route().handler(ctx -> signIn(guard, ctx));
          bookings.mount(router, guard, pages);
          calendars.mount(router, pages);
          new SignInPages(
                  new SignIn(database, tokens, clock),
                  tokens,
                  pages,
                  new SignInPages.Setting(
                      settings.publicUrl().startsWith("https:"),
                      settings.showMails(),
                      demoAccounts))
              .mount(router);
          leases.mount(router, guard, pages);
          layouts.mount(router, guard, pages);
          wallets.mount(router, pages);
          devicePages.mount(router);
          counts.mount(router);
          new EmergencyPages(emergencies, sites, guard, pages).mount(router);
          reports.mount(router, guard, pages);
          alarms.mount(router, guard, pages);
          fleet.mount(router, guard, pages);
          uplinks.mount(router, guard, pages);
          new Desk(desk).mount(router, guard, pages);
          musters.mount(router, guard, pages);
          visits.mount(router, guard, pages);
          docs.mount(router);
          if (settings.showMails()) new DemoPages(mailbox, pages).mount(router);
        };
    watch();
    deploy(operations, assets, pages, features);
  }

  /** Serves at once; answers 503 until database and schema are there, however long that takes. */
  static Server start(Settings settings, Clock clock) {
    return start(settings, clock, List.of());
  }

  /** The same, offering these accounts at the sign-in. */
  static Server start(Settings settings, Clock clock, List<SignInPage.DemoAccount> demoAccounts) {
    var server = new Server(settings, clock, demoAccounts);
    Thread.ofVirtual().name("start").start(server::startParts);
    return server;
  }

  int port() {
    return port.get();
  }

  Sites sites() {
    return sites;
  }

  Database database() {
    return database;
  }

  /** What one of its counters has come to. */
  double counted(String meter) {
    return meters.counter(meter).count();
  }

  Readiness readiness() {
    return readiness;
  }

  /** Reads the inventory again, such as after an import. */
  void reload() {
    sites.load();
    times.run();
    hardware.refresh();
  }

  @Override
  public void close() {
    stopped.countDown();
    devicePages.close();
    musters.close();
    uplinks.close();
    hardware.close();
    recurring.close();
    outbox.close();
    imports.ifPresent(Listener::close);
    vertx.close().await();
    meters.close();
  }

  private static void signIn(Guard guard, io.vertx.ext.web.RoutingContext ctx) {
    var unused = guard.actor(ctx);
    ctx.next();
  }

  private Mailer mailer(Mailbox mailbox) {
    if (settings.smtp().isEmpty()) return mailbox;
    return new SmtpMailer(vertx, settings.smtp().get());
  }

  private void watch() {
    readiness.watch("database", this::databasePart);
    readiness.watch(
        "broker",
        () ->
            hardware.gateway.health().connected()
                ? Readiness.Part.READY
                : Readiness.Part.down("not connected to " + settings.mqtt().url()));
    readiness.watch(
        "journal",
        () ->
            hardware.gateway.health().storing()
                ? Readiness.Part.READY
                : Readiness.Part.down(
                    hardware.gateway.health().journalsWaiting() + " batches wait"));
  }

  private Readiness.Part databasePart() {
    try {
      database.sql().run("select 1");
      return Readiness.Part.READY;
    } catch (RuntimeException e) {
      return Readiness.Part.down(String.valueOf(e.getMessage()));
    }
  }

  private void deploy(
      Operations operations, Assets assets, Pages pages, Consumer<Router> features) {
    OpenAPIContract contract = RestContract.load(vertx);
    var parts =
        new HttpFront.Parts(
            settings.httpHost(),
            settings.httpPort(),
            port,
            readiness,
            meters,
            contract,
            operations,
            assets,
            pages,
            features);
    var each = new DeploymentOptions().setInstances(FRONTS);
    vertx.deployVerticle(() -> new HttpFront(parts), each).await();
    LOG.info("listening, {}", settings);
  }

  private void startParts() {
    long pause = 250;
    try {
      while (!startedOnce()) {
        if (stopped.await(pause, TimeUnit.MILLISECONDS)) return;
        pause = Math.min(pause * 2, LONGEST_PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean startedOnce() {
    try {
      Migrations.run(settings.database());
      sites.load();
      times.run();
      startKeepers();
      readiness.started();
      LOG.info("ready");
      return true;
    } catch (RuntimeException e) {
      LOG.warn("not started yet, trying again: {}", e.getMessage());
      return false;
    }
  }

  /** Another process has imported a site, or may have. */
  private void reloadQuietly() {
    try {
      reload();
    } catch (RuntimeException e) {
      LOG.warn("sites were not read again: {}", e.getMessage());
    }
  }

  /** Each of these tries again by itself when the database or the broker is away. */
  private void startKeepers() {
    hardware.start();
    uplinks.start();
    outbox.start();
    recurring.start();
    imports = Optional.of(database.listen(Sites.CHANNEL, site -> reloadQuietly()));
  }
}
