package mogador.booking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import mogador.access.Credentials;
import mogador.claims.Claims;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.identity.People;
import mogador.identity.Person;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.occupancy.PresenceBoard;
import mogador.platform.Database;
import mogador.platform.Expiring;
import mogador.platform.Sql;
import mogador.platform.WorkPlan;
import mogador.pricing.Payer;
import mogador.pricing.Wallets;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.web.Operations;
import mogador.web.Pages;

/** What people reserve. */
public final class Bookings {
  /** Tablets that were revoked. */
  public static final Expiring TABLETS =
      new Expiring("door_tablet", "revoked_at", Duration.ofDays(30));

  private static final int MANY = 200;

  private final Database database;
  private final Sites sites;
  private final Credentials credentials;
  private final Clock clock;
  private final String publicUrl;
  private final Cache<UUID, String> qrTexts =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(5)).build();
  private final BookingSteps steps = new BookingSteps();
  private final Payments payments;
  private final Refunds refunds;
  private final PlaceBooking place;
  private final ChangeBooking change;
  private final MoveBooking move;
  private final PlaceSeries placeSeries;
  private final ChangeSeries changeSeries;
  private final CancelSeries cancelSeries;
  private final PlaceParty party;
  private final Waitlist waitlist;

  /**
   * Over a network of sites.
   *
   * @param publicUrl how people reach this server, without a slash at the end
   */
  public Bookings(
      Database database,
      Sites sites,
      Credentials credentials,
      Wallets wallets,
      Clock clock,
      String publicUrl) {
    this.database = database;
    this.sites = sites;
    this.credentials = credentials;
    this.clock = clock;
    this.publicUrl = publicUrl;
    this.refunds = new Refunds(wallets);
    this.payments = new Payments(wallets);
    var cancelling = new CancelByRule(sites, steps, refunds);
    this.place = new PlaceBooking(database, sites, payments, clock);
    this.change = new ChangeBooking(database, sites, steps, payments, refunds, clock);
    this.move = new MoveBooking(database, sites, steps, payments, refunds, clock);
    this.placeSeries = new PlaceSeries(database, sites, place, payments, clock);
    this.changeSeries = new ChangeSeries(database, sites, steps, payments, clock);
    this.cancelSeries = new CancelSeries(database, sites, cancelling, clock);
    this.party =
        new PlaceParty(new PlaceParty.Parts(database, sites, place, payments, cancelling), clock);
    this.waitlist = new Waitlist(database, sites, clock);
    steps.tell(waitlist);
  }

  /** The work that time asks for: ends what nobody took, releases what nobody came for. */
  public void mount(WorkPlan recurring, PresenceBoard board) {
    var holds = new EndHolds(database, steps, refunds, clock);
    var seats = new Seats(sites, board);
    var noShows = new ReleaseNoShows(database, sites, steps, seats, clock);
    var leavings = new EndLeft(database, sites, change, seats, clock);
    recurring.every(Duration.ofSeconds(2), "holds ended", holds::run);
    recurring.every(Duration.ofSeconds(5), "no-shows released", noShows::run);
    recurring.every(Duration.ofSeconds(15), "left early", leavings::run);
    recurring.every(Duration.ofSeconds(30), "offers from the waiting list", waitlist::sweep);
  }

  /** Answers the contract's operations about bookings. */
  public void mount(Operations operations, Guard guard) {
    new BookingRoutes(this, guard).mount(operations);
    new SeriesRoutes(this, guard).mount(operations);
    new PartyRoutes(this, guard).mount(operations);
    new WaitlistRoutes(this, guard).mount(operations);
  }

  /** The nomad's pages, the wall and the doors. */
  public void mount(Router router, Guard guard, Pages pages) {
    new BookingPages(this, pages).mount(router);
    new MyPages(this, pages).mount(router);
    new SeriesPages(this, pages).mount(router);
    new PartyPages(this, pages).mount(router);
    new ApprovalPages(this, pages).mount(router);
    new WallPages(this, pages).mount(router);
    new DoorPages(this, new DoorDesk(this, database, clock), guard, pages).mount(router);
  }

  /** A person was let in at a site: whatever they booked there for now is checked in. */
  public void letIn(Sql sql, String site, UUID person, Instant at) {
    BookingStore.checkIn(sql, site, person, at);
  }

  /** The confirmed bookings of a site that touch a slot. */
  public List<Booking> during(String site, TimeSlot slot) {
    return BookingStore.ofSite(database.sql(), site, slot, 5_000);
  }

  /** What becomes of bookings whose spaces the park takes away. */
  public BreakBookings breaks() {
    return new BreakBookings(steps, refunds);
  }

  Network network() {
    return sites.current();
  }

  Instant now() {
    return clock.instant();
  }

  PlaceBooking.Placed place(Actor actor, BookingRequest request, Optional<String> key) {
    return place.place(actor, request, key, booking -> json(booking, actor));
  }

  PlaceBooking.Prechecked precheck(Actor actor, BookingRequest request) {
    return place.precheck(actor, request);
  }

  Changed move(Actor actor, UUID id, MoveBooking.Wish wish, boolean dryRun) {
    return move.move(actor, id, wish, dryRun);
  }

  Waitlist waitlist() {
    return waitlist;
  }

  ChangeBooking change() {
    return change;
  }

  PlaceSeries placeSeries() {
    return placeSeries;
  }

  ChangeSeries changeSeries() {
    return changeSeries;
  }

  CancelSeries cancelSeries() {
    return cancelSeries;
  }

  PlaceParty party() {
    return party;
  }

  /** Theirs, or of a site they manage. */
  Optional<Series> series(Actor actor, UUID id) {
    return SeriesStore.find(database.sql(), id)
        .filter(series -> actor.maySeeBooking(series.holder(), series.site()));
  }

  List<Booking> occurrences(Series series) {
    return BookingStore.ofSeries(database.sql(), series.id());
  }

  /** What waits for a manager's word at a site. */
  List<Booking> requested(String site) {
    return BookingStore.requested(database.sql(), site, clock.instant(), MANY);
  }

  /** What else its holder has while a booking lasts. */
  List<Booking> alsoThen(Booking booking) {
    return BookingStore.alsoThen(database.sql(), booking, MANY);
  }

  Person person(UUID id) {
    return People.byId(database.sql(), id).orElseThrow();
  }

  boolean isFree(Space space, BookedTime time) {
    Site site = sites.current().site(space.site()).orElseThrow();
    return !FindSpaces.free(database.sql(), site, List.of(space), time).isEmpty();
  }

  List<FindSpaces.Alternative> near(Site site, Space space, BookedTime time) {
    return FindSpaces.near(database.sql(), sites.current(), site, space, time, clock.instant());
  }

  List<FindSpaces.Found> at(Site site, Optional<SpaceKind> kind, BookedTime time) {
    return FindSpaces.at(database.sql(), site, kind, time);
  }

  /** What it would cost whoever asks, with the passes and the members' price they have. */
  Price price(Optional<Actor> asker, Site site, Space space, BookedTime time) {
    return asker
        .map(
            actor ->
                payments.preview(Payer.person(actor.id(), actor.companies()), site, space, time))
        .orElseGet(() -> Price.of(site, space, time));
  }

  /** The day of some spaces of a site, half hour by half hour. */
  DayGridPage day(SearchQuery asked, List<Space> spaces) {
    LocalDateTime now = asked.site().clock().localAt(clock.instant());
    return DayGrid.of(database.sql(), asked, spaces, now);
  }

  /** The days of a space, both included, by one question to the database. */
  List<DayLine> calendar(Space space, LocalDate first, LocalDate last) {
    Site site = sites.current().site(space.site()).orElseThrow();
    SiteZone zone = site.clock();
    LocalDateTime now = DayGrid.quarter(zone.localAt(clock.instant()));
    List<LocalSlot> taken =
        BookingCalendarStore.taken(database.sql(), space.atoms(), days(zone, first, last)).stream()
            .map(slot -> LocalSlot.of(slot, zone))
            .toList();
    return first
        .datesUntil(last.plusDays(1))
        .map(
            day -> {
              LocalDateTime midnight = day.atStartOfDay();
              List<LocalSlot> that =
                  taken.stream().filter(t -> t.overlaps(midnight, midnight.plusDays(1))).toList();
              return DayLine.of(day, Openings.on(site, day), that, now);
            })
        .toList();
  }

  /** Who uses a space or a part of it on these days; for its managers. */
  List<BookingCalendarStore.Use> uses(Space space, LocalDate first, LocalDate last) {
    SiteZone zone = sites.current().site(space.site()).orElseThrow().clock();
    return BookingCalendarStore.uses(database.sql(), space.atoms(), days(zone, first, last));
  }

  /** Who uses these spaces or parts of them from now to the end of the day. */
  List<BookingCalendarStore.Use> usesToday(Site site, List<Space> spaces) {
    SiteZone zone = site.clock();
    Instant now = clock.instant();
    LocalDateTime midnight = zone.localAt(now).toLocalDate().plusDays(1).atStartOfDay();
    return BookingCalendarStore.uses(
        database.sql(), atoms(spaces), new TimeSlot(now, zone.firstInstant(midnight)));
  }

  /** Of these uses those that touch a space. */
  List<BookingCalendarStore.Use> touching(Space space, List<BookingCalendarStore.Use> uses) {
    return uses.stream()
        .filter(
            use ->
                network()
                    .spaceById(use.space())
                    .map(held -> held.atoms().stream().anyMatch(space.atoms()::contains))
                    .orElse(false))
        .toList();
  }

  /** How many of these spaces nobody holds at this moment. */
  int freeNow(List<Space> spaces) {
    if (spaces.isEmpty()) return 0;
    Instant now = clock.instant();
    Set<Long> held =
        Claims.heldDuring(database.sql(), atoms(spaces), new TimeSlot(now, now.plusSeconds(1)));
    return (int) spaces.stream().filter(s -> s.atoms().stream().noneMatch(held::contains)).count();
  }

  /** Where people reach this server, without a slash at the end. */
  String publicUrl() {
    return publicUrl;
  }

  /** Whether people reach this server by TLS. */
  boolean isSecure() {
    return publicUrl.startsWith("https:");
  }

  private static Set<Long> atoms(List<Space> spaces) {
    var atoms = new TreeSet<Long>();
    spaces.forEach(space -> atoms.addAll(space.atoms()));
    return atoms;
  }

  private static TimeSlot days(SiteZone zone, LocalDate first, LocalDate last) {
    return new TimeSlot(
        zone.firstInstant(first.atStartOfDay()),
        zone.firstInstant(last.plusDays(1).atStartOfDay()));
  }

  List<Booking> of(Actor actor) {
    return BookingStore.ofPerson(database.sql(), actor.id(), clock.instant(), MANY);
  }

  /** Theirs, or of a site they manage. */
  Optional<Booking> find(Actor actor, UUID id) {
    return BookingStore.find(database.sql(), id)
        .filter(booking -> actor.maySeeBooking(booking.person(), booking.site()));
  }

  /** As the contract says it; with the pass only for its holder. */
  JsonObject json(Booking booking, Actor reader) {
    Optional<BookingJson.Pass> pass =
        reader.id().equals(booking.person()) && booking.status() == BookingStatus.CONFIRMED
            ? Optional.of(
                new BookingJson.Pass(
                    knownQrText(booking.person()), publicUrl + passPath(booking.id())))
            : Optional.empty();
    return BookingJson.booking(sites.current(), booking, pass);
  }

  /** Not by the cache's own loading, which would hold others up while the database is asked. */
  private String knownQrText(UUID person) {
    String known = qrTexts.getIfPresent(person);
    if (known != null) return known;
    String text = qrText(person);
    qrTexts.put(person, text);
    return text;
  }

  /** The text of the person's QR, issued at its first use. */
  String qrText(UUID person) {
    return credentials
        .qr(database.sql(), person)
        .orElseGet(() -> database.inTransaction(sql -> credentials.issueQr(sql, person)))
        .text();
  }

  /** The code of this half minute, as a phone shows it to doors. */
  String codeNow(UUID person, String label) {
    return CodeSheet.now(credentials.phones(), phone(person), now(), label);
  }

  /** The same for the coming half hour. */
  JsonObject codes(UUID person) {
    return CodeSheet.of(credentials.phones(), phone(person), now());
  }

  private byte[] phone(UUID person) {
    return credentials
        .phone(database.sql(), person)
        .orElseGet(() -> database.inTransaction(sql -> credentials.issuePhone(sql, person)))
        .handle();
  }

  /** Their PIN from now on, for doors that ask for one besides a badge. */
  void setPin(Actor actor, String digits) {
    database.inTransaction(
        sql -> {
          credentials.setPin(sql, actor.id(), digits);
          return true;
        });
  }

  static String passPath(UUID booking) {
    return "/me/bookings/" + booking;
  }
}
