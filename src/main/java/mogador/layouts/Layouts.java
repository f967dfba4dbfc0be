package mogador.layouts;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mogador.booking.Booking;
import mogador.booking.Bookings;
import mogador.booking.DerivedTimes;
import mogador.identity.Guard;
import mogador.identity.People;
import mogador.identity.Person;
import mogador.platform.Database;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.web.Operations;
import mogador.web.Pages;

/** How seats are rearranged, from a day on. */
public final class Layouts {
  private final Database database;
  private final Sites sites;
  private final Clock clock;
  private final ChangeLayout change;

  public Layouts(Database database, Sites sites, Bookings bookings, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.clock = clock;
    this.change = new ChangeLayout(database, sites, bookings.breaks(), clock);
  }

  public void mount(Operations operations, Guard guard) {
    new LayoutRoutes(this, guard).mount(operations);
  }

  /** The managers' pages. */
  public void mount(Router router, Guard guard, Pages pages) {
    new LayoutPages(this, guard, pages).mount(router);
  }

  /** For when the zone rules of a site change. */
  public DerivedTimes times() {
    return new LayoutTimes();
  }

  ChangeLayout change() {
    return change;
  }

  Network network() {
    return sites.current();
  }

  Optional<Site> site(String id) {
    return network().site(id);
  }

  LocalDate today(Site site) {
    return site.clock().localAt(clock.instant()).toLocalDate();
  }

  JsonObject json(Proposal proposal) {
    return LayoutJson.proposal(proposal, holders(proposal));
  }

  /** Who holds what a proposal breaks or parts, read at once. */
  Function<UUID, Person> holders(Proposal proposal) {
    Set<UUID> ids =
        Stream.concat(
                proposal.broken().stream().map(Broken::booking),
                proposal.apart().stream().flatMap(party -> party.bookings().stream()))
            .map(Booking::person)
            .collect(Collectors.toSet());
    Map<UUID, Person> people = ids.isEmpty() ? Map.of() : People.byIds(database.sql(), ids);
    return id -> Objects.requireNonNull(people.get(id));
  }
}
