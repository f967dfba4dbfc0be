package mogador.layouts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import mogador.booking.Booking;
import mogador.booking.BreakBookings;
import mogador.claims.Claims;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.layouts.ChangeLayout.Change;
import mogador.layouts.PartiesApart.Party;
import mogador.layouts.ProposeMoves.Lost;
import mogador.platform.Sql;
import mogador.sites.Point;
import mogador.sites.SeatLayout;
import mogador.sites.SeatLayoutStore;
import mogador.sites.Site;
import mogador.sites.Space;

/** Says what a change of layout breaks, and where each booking could go instead. */
final class ProposeLayout {
  /** So many bookings at most are moved at once. */
  static final int MOST = 200;

  private final BreakBookings breaks;

  ProposeLayout(BreakBookings breaks) {
    this.breaks = breaks;
  }

  sealed interface Look {
    record Found(Proposal proposal) implements Look {}

    record TooMany() implements Look {}
  }

  /** A site with the layouts of a floor as the database has them now. */
  static Site asStored(Sql sql, Site site, String floor) {
    var layouts = new ArrayList<SeatLayout>();
    site.layouts().stream().filter(one -> !one.floor().equals(floor)).forEach(layouts::add);
    layouts.addAll(SeatLayoutStore.of(sql, site.id(), floor));
    return site.with(layouts);
  }

  /**
   * Looks at what a change comes to.
   *
   * @param locked whether the bookings it breaks are to stay as they are until this ends
   */
  Look look(Sql sql, Change change, boolean locked, Instant now) {
    Site before = change.before();
    Site after = change.after();
    String floor = change.layout().floor();
    Set<PutAway> closed = PutAway.of(after.layouts(floor));
    Map<PutAway, UUID> closures = LayoutStore.closures(sql, after.id(), floor);
    List<Claims.Held> lost =
        closed.stream()
            .filter(one -> !closures.containsKey(one))
            .map(one -> new Claims.Held(one.seat(), one.slot(after.clock())))
            .toList();
    List<Booking> broken = breaks.holding(sql, after.id(), lost, MOST + 1);
    if (broken.size() > MOST) return new Look.TooMany();
    if (locked) broken = breaks.lock(sql, broken);
    List<Broken> moves = moves(sql, change, broken, closed, Set.copyOf(closures.values()), now);
    Optional<LocalDate> to = next(change);
    return new Look.Found(
        new Proposal(
            before,
            after,
            floor,
            change.layout().from(),
            to,
            moves,
            apart(sql, change, to, moves)));
  }

  /** The day on which the next layout of the floor begins. */
  private static Optional<LocalDate> next(Change change) {
    return change.before().layouts(change.layout().floor()).stream()
        .map(SeatLayout::from)
        .filter(from -> from.isAfter(change.layout().from()))
        .min(Comparator.naturalOrder());
  }

  private static List<Broken> moves(
      Sql sql,
      Change change,
      List<Booking> broken,
      Set<PutAway> closed,
      Set<UUID> closures,
      Instant now) {
    if (broken.isEmpty()) return List.of();
    Site site = change.after();
    Map<Long, Space> spaces = new HashMap<>();
    site.spaces().forEach(space -> spaces.put(space.id(), space));
    List<Lost> lost =
        broken.stream()
            .flatMap(
                booking ->
                    Optional.ofNullable(spaces.get(booking.space())).stream()
                        .map(space -> new Lost(booking, space)))
            .toList();
    return new ProposeMoves(
            change.before(),
            site,
            (space, booking) -> BreakBookings.claimed(site, space, booking, now))
        .of(lost, taken(sql, site, lost, closed, closures));
  }

  private static TakenAtoms taken(
      Sql sql, Site site, List<Lost> lost, Set<PutAway> closed, Set<UUID> closures) {
    var taken = new TakenAtoms();
    closed.forEach(one -> taken.add(one.seat(), one.slot(site.clock())));
    Set<UUID> except = new HashSet<>(closures);
    lost.forEach(one -> except.add(one.booking().id()));
    Set<Long> atoms = new HashSet<>();
    Set<Object> kinds = lost.stream().map(one -> one.space().kind()).collect(Collectors.toSet());
    site.spaces().stream()
        .filter(space -> kinds.contains(space.kind()))
        .forEach(space -> atoms.addAll(space.atoms()));
    Claims.within(sql, atoms, span(lost), except)
        .forEach(held -> taken.add(held.atom(), held.slot()));
    return taken;
  }

  /** From the first of them to the end of the last, with a day for what follows it. */
  private static TimeSlot span(List<Lost> lost) {
    Instant start = lost.getFirst().booking().slot().start();
    Instant end = lost.getFirst().booking().slot().end();
    for (Lost one : lost) {
      TimeSlot slot = one.booking().slot();
      if (slot.start().isBefore(start)) start = slot.start();
      if (slot.end().isAfter(end)) end = slot.end();
    }
    return new TimeSlot(start, end.plusSeconds(24 * 3_600));
  }

  private List<Party> apart(Sql sql, Change change, Optional<LocalDate> to, List<Broken> broken) {
    LocalDate from = change.layout().from();
    SiteZone zone = change.after().clock();
    var held =
        new TimeSlot(
            zone.firstInstant(from.atStartOfDay()),
            zone.firstInstant(to.orElse(PutAway.UNTIL_FURTHER_NOTICE).atStartOfDay()));
    Map<Long, Point> was = places(change.before().arranged(from));
    Map<Long, Point> is = places(change.after().arranged(from));
    Set<Long> changed =
        was.entrySet().stream()
            .filter(seat -> !seat.getValue().equals(is.get(seat.getKey())))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    if (changed.isEmpty()) return List.of();
    Map<UUID, Long> proposed = new HashMap<>();
    for (Broken one : broken) {
      one.proposed().ifPresent(space -> proposed.put(one.booking().id(), space.id()));
    }
    return PartiesApart.of(
        breaks.parties(sql, change.after().id(), changed, held),
        booking -> Optional.ofNullable(was.get(booking.space())),
        booking ->
            Optional.ofNullable(is.get(proposed.getOrDefault(booking.id(), booking.space()))));
  }

  private static Map<Long, Point> places(Site site) {
    Map<Long, Point> places = new HashMap<>();
    for (Space space : site.spaces()) {
      space.label().ifPresent(label -> places.put(space.id(), label));
    }
    return places;
  }
}
