package mogador.layouts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import mogador.booking.Booking;
import mogador.booking.BreakBookings.Decision;
import mogador.identity.Person;
import mogador.layouts.PartiesApart.Party;
import mogador.sites.Point;
import mogador.sites.SeatLayout;
import mogador.sites.Site;
import mogador.sites.Space;

/** Layouts and what they break, as the REST contract says them. */
final class LayoutJson {
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

  private LayoutJson() {}

  static JsonObject layouts(Site site, LocalDate today) {
    List<JsonObject> all =
        site.layouts().stream()
            .sorted(Comparator.comparing(SeatLayout::floor).thenComparing(SeatLayout::from))
            .map(layout -> layout(site, layout).put("status", status(site, layout, today).code()))
            .toList();
    return new JsonObject().put("layouts", new JsonArray(all));
  }

  static LayoutStatus status(Site site, SeatLayout layout, LocalDate today) {
    if (layout.from().isAfter(today)) return LayoutStatus.TO_COME;
    return site.layout(layout.floor(), today).filter(layout::equals).isPresent()
        ? LayoutStatus.HOLDS
        : LayoutStatus.PAST;
  }

  static JsonObject layout(Site site, SeatLayout layout) {
    List<JsonObject> seats =
        CheckLayout.seats(site, layout.floor()).stream()
            .flatMap(
                seat -> {
                  var json = new JsonObject().put("seat", seat.code());
                  if (layout.away().contains(seat.id())) {
                    return java.util.stream.Stream.of(json.put("away", true));
                  }
                  Point at = layout.places().get(seat.id());
                  return at == null
                      ? java.util.stream.Stream.empty()
                      : java.util.stream.Stream.of(json.put("x", at.x()).put("y", at.y()));
                })
            .toList();
    return new JsonObject()
        .put("id", layout.id().toString())
        .put("site", site.id())
        .put("floor", layout.floor())
        .put("from", layout.from().toString())
        .put("seats", new JsonArray(seats));
  }

  static JsonObject withdrawn(UUID id) {
    return new JsonObject().put("id", id.toString()).put("withdrawn", true);
  }

  /** What became of the bookings it broke. */
  static JsonObject settled(List<Decision> decisions) {
    var moved = new JsonArray();
    var cancelled = new JsonArray();
    for (Decision one : decisions) {
      var json =
          new JsonObject()
              .put("booking", one.booking().id().toString())
              .put("reference", one.booking().reference());
      switch (one) {
        case Decision.Move move -> moved.add(json.put("space", move.to().reference()));
        case Decision.Cancel cancel -> cancelled.add(json);
      }
    }
    return new JsonObject().put("moved", moved).put("cancelled", cancelled);
  }

  static JsonObject proposal(Proposal proposal, Function<UUID, Person> people) {
    var json =
        new JsonObject()
            .put("version", proposal.version())
            .put("site", proposal.after().id())
            .put("floor", proposal.floor())
            .put("from", proposal.from().toString());
    proposal.to().ifPresent(to -> json.put("to", to.toString()));
    return json.put("moved", codes(proposal.moved()))
        .put("put_away", codes(proposal.putAway()))
        .put("brought_back", codes(proposal.broughtBack()))
        .put(
            "broken",
            new JsonArray(proposal.broken().stream().map(one -> broken(one, people)).toList()))
        .put("apart", new JsonArray(proposal.apart().stream().map(LayoutJson::party).toList()));
  }

  private static JsonArray codes(List<Space> seats) {
    return new JsonArray(seats.stream().map(Space::code).toList());
  }

  private static JsonObject broken(Broken broken, Function<UUID, Person> people) {
    Booking booking = broken.booking();
    Person holder = people.apply(booking.person());
    var json =
        new JsonObject()
            .put("booking", booking.id().toString())
            .put("reference", booking.reference())
            .put("space", broken.space().reference())
            .put("status", booking.status().code())
            .put("from", local(booking.time().from()))
            .put("to", local(booking.time().to()))
            .put("holder", holder.shownName())
            .put("email", holder.email());
    broken.proposed().ifPresent(space -> json.put("proposed", space.reference()));
    return json.put("free", new JsonArray(broken.free().stream().map(Space::reference).toList()));
  }

  private static JsonObject party(Party party) {
    return new JsonObject()
        .put("party", party.id().toString())
        .put("bookings", new JsonArray(party.bookings().stream().map(Booking::reference).toList()))
        .put("from", local(party.bookings().getFirst().time().from()));
  }

  private static String local(LocalDateTime time) {
    return LOCAL.format(time);
  }
}
