package mogador.devices;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mogador.booking.Booking;
import mogador.booking.Bookings;
import mogador.devices.LivePage.Counts;
import mogador.devices.LivePage.Place;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.PresenceChanged;
import mogador.occupancy.PresenceNow;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;

/** Which bookable spaces of a site are free, booked, occupied, squatted or unknown at a moment. */
record SiteNow(Map<Space, State> states) {

  /** {@code until} is the end of the booking that runs, at the site. */
  record State(String code, Optional<LocalTime> until) {}

  /**
   * Now.
   *
   * @param squatted those known to be used without a booking, by their ids
   */
  static SiteNow of(
      Network network,
      Site site,
      Bookings bookings,
      PresenceBoard board,
      Set<Long> squatted,
      Instant now) {
    SiteZone zone = site.clock();
    Map<Long, Instant> bookedUntil = new HashMap<>();
    for (Booking booking : bookings.during(site.id(), new TimeSlot(now, now.plusSeconds(1)))) {
      network
          .spaceById(booking.space())
          .ifPresent(
              space ->
                  space
                      .atoms()
                      .forEach(
                          atom -> bookedUntil.merge(atom, booking.slot().end(), SiteNow::later)));
    }
    Map<Long, PresenceChanged> presence = board.all(site.id());
    Map<Space, State> states = new java.util.LinkedHashMap<>();
    for (Space space : site.spaces()) {
      if (!space.bookable() || !space.isAtom()) continue;
      Optional<LocalTime> until =
          Optional.ofNullable(bookedUntil.get(space.id()))
              .map(end -> zone.localAt(end).toLocalTime());
      String code =
          PresenceNow.shown(
              Optional.ofNullable(presence.get(space.id())).map(PresenceChanged::now),
              until.isPresent());
      boolean isSquatted = code.equals("occupied") && squatted.contains(space.id());
      states.put(space, new State(isSquatted ? "squatted" : code, until));
    }
    return new SiteNow(states);
  }

  Counts counts() {
    return new Counts(
        count("free"),
        count("booked"),
        count("occupied") + count("squatted"),
        count("squatted"),
        count("unknown"));
  }

  List<Place> places(Site site) {
    var places = new ArrayList<Place>();
    states.forEach(
        (space, state) ->
            places.add(
                new Place(
                    space.reference(),
                    space.name(),
                    site.floor(space.floor()).orElseThrow().name(),
                    state.code(),
                    state.until())));
    return places;
  }

  private int count(String code) {
    return (int) states.values().stream().filter(state -> state.code().equals(code)).count();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
