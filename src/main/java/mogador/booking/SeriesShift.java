package mogador.booking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.SeriesFit.Wished;
import mogador.booking.SeriesOutcome.Place;
import mogador.booking.SeriesPattern.Aim;
import mogador.booking.SeriesRequest.OnConflict;
import mogador.claims.Claims;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Space;

/** Finds for bookings of a series where each may go, all at once: one may take another's place. */
record SeriesShift(Sql sql, Network network, SeriesTerms terms, OnConflict onConflict) {
  private static final Refusal ALONE =
      new Refusal("moved_alone", "reset", "It was moved on its own and stays there.");

  /**
   * What becomes of each, in their order.
   *
   * @param aims where they should go; those without stay
   */
  List<SeriesOutcome> outcomes(List<Booking> bookings, Map<UUID, Aim> aims) {
    List<Space> spaces =
        Stream.concat(bookings.stream().map(Booking::space), aims.values().stream().map(Aim::space))
            .distinct()
            .map(this::space)
            .toList();
    int attendees = bookings.getFirst().attendees();
    List<Space> others =
        onConflict == OnConflict.MOVE && !aims.isEmpty()
            ? others(space(aims.values().iterator().next().space()), attendees)
            : List.of();
    List<Claims.Held> held =
        held(bookings, aims, Stream.concat(spaces.stream(), others.stream()).toList());
    Map<UUID, Refusal> staying = new java.util.HashMap<>();
    for (Booking booking : bookings) {
      if (!aims.containsKey(booking.id())) staying.put(booking.id(), ALONE);
    }
    while (true) {
      // Who cannot go stays, and is then in the way of who would have come: look again.
      List<SeriesOutcome> outcomes = round(bookings, aims, others, held, staying);
      boolean settled = true;
      for (int i = 0; i < bookings.size(); i++) {
        UUID id = bookings.get(i).id();
        if (outcomes.get(i) instanceof SeriesOutcome.Skipped skipped && !staying.containsKey(id)) {
          staying.put(id, skipped.because());
          settled = false;
        }
      }
      if (settled) return outcomes;
    }
  }

  private List<SeriesOutcome> round(
      List<Booking> bookings,
      Map<UUID, Aim> aims,
      List<Space> others,
      List<Claims.Held> held,
      Map<UUID, Refusal> staying) {
    var busy = new SeriesBusy(held);
    SeriesUsage usage = terms.usage().copy();
    for (Booking booking : bookings) {
      if (staying.containsKey(booking.id()) || isThere(booking, aims)) {
        busy.take(space(booking.space()), claimed(booking));
        usage.add(space(booking.space()), booking.time());
      }
    }
    var fit = new SeriesFit(terms.with(usage), busy, onConflict, others);
    var outcomes = new ArrayList<SeriesOutcome>();
    for (Booking booking : bookings) {
      var recurrence = booking.occurrence().orElseThrow().recurrence();
      Refusal stays = staying.get(booking.id());
      if (stays != null) {
        outcomes.add(new SeriesOutcome.Skipped(recurrence, Optional.of(place(booking)), stays));
      } else if (isThere(booking, aims)) {
        outcomes.add(new SeriesOutcome.AsAsked(recurrence, place(booking)));
      } else {
        Aim aim = java.util.Objects.requireNonNull(aims.get(booking.id()));
        outcomes.add(
            fit.fit(new Wished(recurrence, aim.from(), aim.to(), List.of(space(aim.space())))));
      }
    }
    return outcomes;
  }

  /** What strangers hold on the days they are on and the days they go to. */
  private List<Claims.Held> held(List<Booking> bookings, Map<UUID, Aim> aims, List<Space> spaces) {
    var starts =
        Stream.concat(
                bookings.stream().map(b -> b.time().from()), aims.values().stream().map(Aim::from))
            .sorted()
            .toList();
    Duration longest =
        Stream.concat(
                bookings.stream().map(b -> Duration.between(b.time().from(), b.time().to())),
                aims.values().stream().map(aim -> Duration.between(aim.from(), aim.to())))
            .max(Duration::compareTo)
            .orElseThrow();
    Set<UUID> own =
        bookings.stream().map(Booking::id).collect(Collectors.toCollection(HashSet::new));
    return Claims.within(
        sql, PlanSeries.atoms(spaces), PlanSeries.days(terms.site(), starts, longest), own);
  }

  private List<Space> others(Space wished, int attendees) {
    return PlanSeries.nearest(
        network, wished, PlanSeries.others(terms.site(), List.of(wished), attendees));
  }

  private static boolean isThere(Booking booking, Map<UUID, Aim> aims) {
    Aim aim = aims.get(booking.id());
    return aim != null
        && aim.equals(new Aim(booking.time().from(), booking.time().to(), booking.space()));
  }

  private Place place(Booking booking) {
    return new Place(space(booking.space()), booking.time(), booking.price(), Optional.of(booking));
  }

  private TimeSlot claimed(Booking booking) {
    return BookingRules.claimed(terms.site(), space(booking.space()), booking.slot());
  }

  private Space space(long id) {
    return network.spaceById(id).orElseThrow();
  }
}
