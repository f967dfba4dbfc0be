package mogador.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import mogador.booking.BookingRequest.Needs;
import mogador.booking.BookingRequest.Wish;
import mogador.booking.BookingRules.Read;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.SeriesFit.Wished;
import mogador.booking.SeriesRequest.OnConflict;
import mogador.claims.Claims;
import mogador.identity.Actor;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;

/** Says what a series would be: reads what is held, and writes nothing. */
final class PlanSeries {
  private static final Refusal EXCEPTED =
      new Refusal("excepted", "except", "It was asked to be left out.");

  private final Sql sql;
  private final Network network;
  private final Payments payments;
  private final Instant now;

  PlanSeries(Sql sql, Network network, Payments payments, Instant now) {
    this.sql = sql;
    this.network = network;
    this.payments = payments;
    this.now = now;
  }

  /** Who asks, and for whom. */
  record For(Actor actor, UUID holder) {
    /** Who has not signed in, and only looks. */
    static final Actor NOBODY =
        new Actor(new Person(OnBehalf.NOBODY, "", "", Language.EN, false), Set.of(), Set.of());
  }

  /** A plan, or what is wrong with the request as a whole. */
  sealed interface Planned {
    record Plan(SeriesPlan plan) implements Planned {}

    record No(Refusal refusal) implements Planned {}
  }

  Planned plan(For whom, SeriesRequest request) {
    Optional<Refusal> fault = request.fault();
    if (fault.isPresent()) return new Planned.No(fault.get());
    return switch (AskedBooking.read(network, request.first())) {
      case AskedBooking.No(Refusal refusal) -> new Planned.No(refusal);
      case AskedBooking.This asked ->
          plan(whom, request, asked.site(), List.of(asked.space()), asked.time());
      case AskedBooking.AnyOf asked ->
          plan(whom, request, asked.site(), asked.spaces(), asked.time());
    };
  }

  private Planned plan(
      For whom, SeriesRequest request, Site site, List<Space> spaces, BookedTime time) {
    var asker = Asker.of(whom.actor(), site.id());
    Instant farthest =
        spaces.stream()
            .map(
                space ->
                    new RuleQuestion(site, site.rules(space), time, now, asker, Usage.NONE)
                        .farthest())
            .max(Instant::compareTo)
            .orElseThrow();
    LocalDateTime last = site.clock().localAt(farthest);
    return switch (SeriesRule.read(request.rule(), site.clock())) {
      case SeriesRule.Read.No(Refusal refusal) -> new Planned.No(refusal);
      case SeriesRule.Read.Rule(SeriesRule rule) ->
          switch (rule.expand(time.from(), last)) {
            case SeriesRule.Expanded.No(Refusal refusal) -> new Planned.No(refusal);
            case SeriesRule.Expanded.Starts starts -> {
              SeriesPlan plan = plan(whom, request, site, spaces, time, rule, starts, last);
              yield plan.refusal()
                  .<Planned>map(Planned.No::new)
                  .orElseGet(() -> new Planned.Plan(plan));
            }
          };
    };
  }

  private SeriesPlan plan(
      For whom,
      SeriesRequest request,
      Site site,
      List<Space> spaces,
      BookedTime time,
      SeriesRule rule,
      SeriesRule.Expanded.Starts starts,
      LocalDateTime last) {
    Duration length = Duration.between(time.from(), time.to());
    List<LocalDateTime> wanted =
        starts.starts().stream().filter(start -> !request.leavesOut(start)).toList();
    List<Space> others =
        request.onConflict() == OnConflict.MOVE ? others(request, site, spaces) : List.of();
    var all = new ArrayList<>(spaces);
    all.addAll(others);
    SeriesBusy busy = busy(sql, site, all, starts.starts(), length);
    SeriesTerms terms = terms(whom, request, site, all, starts.starts().getFirst());
    List<Space> best = nicest(terms, spaces, busy, wanted, length);
    List<Space> near = nearest(best.getFirst(), others);
    var fit = new SeriesFit(terms, busy, request.onConflict(), near);
    List<SeriesOutcome> outcomes =
        starts.starts().stream()
            .map(
                start ->
                    request.leavesOut(start)
                        ? new SeriesOutcome.Skipped(start, Optional.empty(), EXCEPTED)
                        : fit.fit(new Wished(start, start, start.plus(length), best)))
            .toList();
    LocalDateTime first = starts.starts().getFirst();
    return new SeriesPlan(
        site,
        best.getFirst(),
        rule.text(starts.starts().size()),
        first,
        first.plus(length),
        starts.cut() ? Optional.of(last) : Optional.empty(),
        outcomes);
  }

  private SeriesTerms terms(
      For whom, SeriesRequest request, Site site, List<Space> spaces, LocalDateTime first) {
    SeriesUsage usage =
        SeriesUsage.matters(site, spaces)
            ? SeriesUsage.of(sql, network, whom.holder(), site, first.toLocalDate(), Set.of(), now)
            : SeriesUsage.none(now);
    return new SeriesTerms(
        site,
        Asker.of(whom.actor(), site.id()),
        payments.inTurn(
            sql, PlaceBooking.payer(sql, whom.actor(), whom.holder(), request.first()), site),
        usage,
        now);
  }

  /** What is held of these spaces on the days of these starts. */
  static SeriesBusy busy(
      Sql sql, Site site, Collection<Space> spaces, List<LocalDateTime> starts, Duration length) {
    return new SeriesBusy(Claims.within(sql, atoms(spaces), days(site, starts, length)));
  }

  static Set<Long> atoms(Collection<Space> spaces) {
    var atoms = new TreeSet<Long>();
    spaces.forEach(space -> atoms.addAll(space.atoms()));
    return atoms;
  }

  /** From the first day to the last, with the days on which the last may end. */
  static TimeSlot days(Site site, List<LocalDateTime> starts, Duration length) {
    LocalDateTime first = starts.getFirst().toLocalDate().atStartOfDay();
    LocalDateTime last = starts.getLast().toLocalDate().plusDays(2).atStartOfDay().plus(length);
    return new TimeSlot(site.clock().firstInstant(first), site.clock().firstInstant(last));
  }

  /** Any of several: first the one that is free most often, then those nearest to it. */
  private List<Space> nicest(
      SeriesTerms terms,
      List<Space> spaces,
      SeriesBusy busy,
      List<LocalDateTime> starts,
      Duration length) {
    if (spaces.size() == 1) return spaces;
    var fit = new SeriesFit(terms, busy, OnConflict.FAIL, List.of());
    Space best = spaces.getFirst();
    long most = -1;
    for (Space space : spaces) {
      long free = starts.stream().filter(start -> fits(fit, space, start, length)).count();
      if (free > most) best = space;
      most = Math.max(most, free);
    }
    return nearest(best, spaces);
  }

  private static boolean fits(SeriesFit fit, Space space, LocalDateTime start, Duration length) {
    return SeriesFit.read(start, start.plus(length), fit.terms().site().clock())
            instanceof Read.Time(BookedTime time)
        && fit.fits(space, time);
  }

  /** Where an occurrence may go to instead: the same kind, room for as many, as well equipped. */
  private static List<Space> others(SeriesRequest request, Site site, List<Space> spaces) {
    Needs needs =
        switch (request.first().wish()) {
          case Wish.ThisOne(String space) -> Needs.NONE;
          case Wish.Any any -> any.needs();
        };
    return others(site, spaces, request.first().details().attendees()).stream()
        .filter(space -> AskedBooking.offers(space, needs))
        .toList();
  }

  /** The other bookable spaces of the same kind with room for so many. */
  static List<Space> others(Site site, List<Space> spaces, int attendees) {
    return site.spaces().stream()
        .filter(space -> space.bookable() && space.kind() == spaces.getFirst().kind())
        .filter(space -> space.capacity() >= attendees && !spaces.contains(space))
        .toList();
  }

  private List<Space> nearest(Space to, List<Space> spaces) {
    return nearest(network, to, spaces);
  }

  static List<Space> nearest(Network network, Space to, List<Space> spaces) {
    return spaces.stream()
        .sorted(
            Comparator.comparing((Space space) -> space.id() != to.id())
                .thenComparing(space -> FindSpaces.distance(network, to, space)))
        .toList();
  }
}
