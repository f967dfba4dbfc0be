package mogador.booking;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDateTime;
import java.util.List;
import mogador.booking.BookingCalendarStore.Use;
import mogador.booking.WallPage.Hours;
import mogador.booking.WallPage.Room;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.web.Input;
import mogador.web.Pages;
import mogador.web.Problem;

/** The day of a site's rooms on a wall, for everyone who comes in. */
final class WallPages {
  private final Bookings bookings;
  private final Pages pages;

  WallPages(Bookings bookings, Pages pages) {
    this.bookings = bookings;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/wall/:site").handler(this::wall);
  }

  private void wall(RoutingContext ctx) {
    Site site =
        bookings
            .network()
            .site(Input.path(ctx, "site"))
            .orElseThrow(
                () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
    LocalDateTime now = site.clock().localAt(bookings.now());
    List<Space> rooms =
        site.spaces().stream().filter(s -> s.bookable() && isRoom(s.kind())).toList();
    List<Space> seats = SearchQuery.spaces(site.arranged(now.toLocalDate()), SpaceKind.POSITION);
    List<Use> uses = bookings.usesToday(site, rooms);
    var page =
        new WallPage(
            site.id(),
            site.name(),
            now,
            bookings.freeNow(seats),
            seats.size(),
            rooms.stream().map(room -> room(site, room, uses, now)).toList());
    pages.render(ctx, "booking/wall.jte", page);
  }

  private static boolean isRoom(SpaceKind kind) {
    return kind == SpaceKind.MEETING_ROOM || kind == SpaceKind.EVENT_ROOM;
  }

  private Room room(Site site, Space space, List<Use> uses, LocalDateTime now) {
    RoomNow room = RoomNow.of(site, bookings.touching(space, uses), now);
    return new Room(
        space.name(),
        site.floor(space.floor()).orElseThrow().name(),
        room.state().code(),
        room.until(),
        room.next().stream().findFirst().map(Hours::of));
  }
}
