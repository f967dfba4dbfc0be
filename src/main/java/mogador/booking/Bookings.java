package mogador.booking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.access.Credentials;
import mogador.claims.Claims;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.web.Operations;
import mogador.web.Pages;

/** What people reserve. */
public final class Bookings {
  private static final int MANY = 200;

  private final Database database;
  private final Sites sites;
  private final Credentials credentials;
  private final Clock clock;
  private final String publicUrl;
  private final Cache<UUID, String> qrTexts =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(5)).build();
  private final BookingSteps steps = new BookingSteps();
  private final PlaceBooking place;
  private final ChangeBooking change;
  private final MoveBooking move;
  private final PlaceSeries placeSeries;

  /**
   * Over a network of sites.
   *
   * @param publicUrl how people reach this server, without a slash at the end
   */
  public Bookings(
      Database database, Sites sites, Credentials credentials, Clock clock, String publicUrl) {
    this.database = database;
    this.sites = sites;
    this.credentials = credentials;
    this.clock = clock;
    this.publicUrl = publicUrl;
    this.place = new PlaceBooking(database, sites, clock);
    this.change = new ChangeBooking(database, sites, steps, clock);
    this.move = new MoveBooking(database, sites, steps, clock);
    this.placeSeries = new PlaceSeries(database, sites, place, clock);
  }

  /** Makes known who waits for time that becomes free; before the first booking is changed. */
  public void tell(TimeFreed listener) {
    steps.tell(listener);
  }

  /** Answers the contract's operations about bookings. */
  public void mount(Operations operations, Guard guard) {
    new BookingRoutes(this, guard).mount(operations);
    new SeriesRoutes(this, guard).mount(operations);
  }

  /** The nomad's pages. */
  public void mount(Router router, Pages pages) {
    new BookingPages(this, pages).mount(router);
  }

  /** A person was let in at a site: whatever they booked there for now is checked in. */
  public void letIn(Sql sql, String site, UUID person, Instant at) {
    BookingStore.checkIn(sql, site, person, at);
  }

  /** The confirmed bookings of a site that touch a slot. */
  public List<Booking> during(String site, TimeSlot slot) {
    return BookingStore.ofSite(database.sql(), site, slot, 5_000);
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

  ChangeBooking change() {
    return change;
  }

  PlaceSeries placeSeries() {
    return placeSeries;
  }

  /** What waits for a manager's word at a site. */
  List<Booking> requested(String site) {
    return BookingStore.requested(database.sql(), site, clock.instant(), MANY);
  }

  boolean isFree(Space space, BookedTime time) {
    return Claims.heldDuring(database.sql(), space.atoms(), time.slot()).isEmpty();
  }

  List<FindSpaces.Alternative> near(Site site, Space space, BookedTime time) {
    return FindSpaces.near(database.sql(), sites.current(), site, space, time, clock.instant());
  }

  List<FindSpaces.Found> at(Site site, Optional<SpaceKind> kind, BookedTime time) {
    return FindSpaces.at(database.sql(), site, kind, time);
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
                    qrTexts.get(booking.person(), this::qrText),
                    publicUrl + passPath(booking.id())))
            : Optional.empty();
    return BookingJson.booking(sites.current(), booking, pass);
  }

  /** The text of the person's QR, issued at its first use. */
  String qrText(UUID person) {
    return credentials
        .qr(database.sql(), person)
        .orElseGet(() -> database.inTransaction(sql -> credentials.issueQr(sql, person)))
        .text();
  }

  static String passPath(UUID booking) {
    return "/me/bookings/" + booking;
  }
}
