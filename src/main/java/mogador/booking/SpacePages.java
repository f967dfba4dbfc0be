package mogador.booking;

import io.vertx.ext.web.RoutingContext;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mogador.booking.BookingCalendarStore.Use;
import mogador.booking.SpacePage.Kept;
import mogador.booking.SpacePage.Note;
import mogador.booking.SpacePage.Rate;
import mogador.booking.SpacePage.View;
import mogador.identity.Guard;
import mogador.kernel.Money;
import mogador.kernel.SiteZone;
import mogador.kernel.Vat;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.Tariff;
import mogador.web.FormBody;
import mogador.web.Languages;

/** Shows a space and when it is free, by day, week or month. */
final class SpacePages {
  private static final LocalTime MORNING = LocalTime.of(8, 0);
  private static final int LOOK_BACK_DAYS = 400;

  private final Bookings bookings;

  SpacePages(Bookings bookings) {
    this.bookings = bookings;
  }

  private record Asked(View view, LocalDate day, LocalDate first, LocalDate last, boolean whole) {}

  SpacePage page(RoutingContext ctx, Space space) {
    Site site = bookings.network().site(space.site()).orElseThrow();
    LocalDateTime now = site.clock().localAt(bookings.now());
    boolean manager = Guard.known(ctx).filter(actor -> actor.manages(site.id())).isPresent();
    Asked asked = asked(FormBody.ofQuery(ctx), now.toLocalDate(), manager);
    List<DayLine> lines = bookings.calendar(space, asked.first(), asked.last());
    boolean month = asked.view() == View.MONTH;
    SpaceTable table = SpaceTable.of(space, lines, asked.whole());
    LocalDate today = now.toLocalDate();
    LocalDateTime start = firstFree(lines).orElse(asked.day().atTime(9, 0));
    return new SpacePage(
        space.reference(),
        space.name(),
        space.kind().code(),
        site.name(),
        site.floor(space.floor()).orElseThrow().name(),
        space.capacity(),
        space.features(),
        rates(site, space, asked.day()),
        asked.view(),
        today,
        asked.day(),
        asked.first(),
        asked.last(),
        Optional.of(earlier(asked)).filter(d -> manager || !last(asked.view(), d).isBefore(today)),
        Optional.of(later(asked))
            .filter(
                d ->
                    !first(asked.view(), d).isAfter(today.plusDays(BookingRules.HORIZON.toDays()))),
        month ? Optional.empty() : Optional.of(table.page()),
        month ? Optional.of(SpaceMonth.of(asked.day(), today, lines)) : Optional.empty(),
        month ? List.of() : lines,
        manager ? Optional.of(kept(space, asked)) : Optional.empty(),
        notes(site, space, asked),
        space.bookable(),
        !month && table.cut(),
        site.rules(space).grain().toSeconds(),
        start,
        start.plus(SpaceTable.usual(space)),
        "/?site=" + site.id() + "&kind=" + space.kind().code() + "&view=grid&day=" + asked.day(),
        BookingViews.plan(site.arranged(asked.day()), space, "chosen", Languages.of(ctx)));
  }

  private static List<Note> notes(Site site, Space space, Asked asked) {
    LocalDate end = asked.last().plusDays(1);
    Stream<Note> holidays =
        asked
            .first()
            .datesUntil(end)
            .flatMap(day -> site.hours().holidays().on(day).stream())
            .map(
                holiday ->
                    new Note(
                        holiday.date().atStartOfDay(),
                        holiday.date().plusDays(1).atStartOfDay(),
                        holiday.name(),
                        true,
                        holiday.provisional()));
    Stream<Note> blackouts =
        site.rules(space).blackouts().stream()
            .filter(one -> one.overlaps(asked.first().atStartOfDay(), end.atStartOfDay()))
            .map(one -> new Note(one.from(), one.to(), one.reason(), false, false));
    return Stream.concat(holidays, blackouts).sorted(Comparator.comparing(Note::from)).toList();
  }

  private static Asked asked(FormBody query, LocalDate today, boolean manager) {
    View view = View.of(query.text("view", 10).orElse(""));
    LocalDate wished = query.date("day").orElse(today);
    LocalDate from = manager ? today.minusDays(LOOK_BACK_DAYS) : today;
    LocalDate to = today.plusDays(BookingRules.HORIZON.toDays());
    LocalDate day = wished.isBefore(from) ? from : wished.isAfter(to) ? to : wished;
    boolean whole = query.text("hours", 10).filter("all"::equals).isPresent();
    return new Asked(view, day, first(view, day), last(view, day), whole);
  }

  /** Weeks begin on Monday; a month is shown in whole weeks. */
  private static LocalDate first(View view, LocalDate day) {
    return switch (view) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    };
  }

  private static LocalDate last(View view, LocalDate day) {
    return switch (view) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
      case MONTH ->
          day.with(TemporalAdjusters.lastDayOfMonth())
              .with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
    };
  }

  private static LocalDate earlier(Asked asked) {
    return switch (asked.view()) {
      case DAY -> asked.day().minusDays(1);
      case WEEK -> asked.day().minusWeeks(1);
      case MONTH -> asked.day().minusMonths(1).withDayOfMonth(1);
    };
  }

  private static LocalDate later(Asked asked) {
    return switch (asked.view()) {
      case DAY -> asked.day().plusDays(1);
      case WEEK -> asked.day().plusWeeks(1);
      case MONTH -> asked.day().plusMonths(1).withDayOfMonth(1);
    };
  }

  /** Not in the night, unless only then. */
  private static Optional<LocalDateTime> firstFree(List<DayLine> lines) {
    return lines.stream()
        .flatMap(line -> line.in(DayLine.State.FREE).stream())
        .filter(
            stretch ->
                stretch.to().toLocalTime().isAfter(MORNING) || stretch.length().toHours() > 9)
        .map(
            stretch -> {
              LocalDateTime morning = stretch.from().toLocalDate().atTime(MORNING);
              return stretch.from().isBefore(morning) ? morning : stretch.from();
            })
        .findFirst();
  }

  private static List<Rate> rates(Site site, Space space, LocalDate day) {
    Optional<Tariff> tariff = site.prices().of(space.kind(), day);
    if (tariff.isEmpty()) return List.of();
    return tariff.get().prices().entrySet().stream()
        .map(
            price -> new Rate(price.getKey().code(), withTax(price.getValue(), tariff.get().vat())))
        .toList();
  }

  private static long withTax(long centimes, Vat vat) {
    Money beforeTax = Money.ofCentimes(centimes);
    return beforeTax.plus(vat.on(beforeTax)).centimes();
  }

  private List<Kept> kept(Space space, Asked asked) {
    SiteZone zone = bookings.network().site(space.site()).orElseThrow().clock();
    return bookings.uses(space, asked.first(), asked.last()).stream()
        .map(use -> kept(use, zone))
        .toList();
  }

  private Kept kept(Use use, SiteZone zone) {
    LocalSlot slot = LocalSlot.of(use.attended(), zone);
    return new Kept(
        slot.from(),
        slot.to(),
        bookings.network().spaceById(use.space()).orElseThrow().name(),
        use.status().isEmpty() ? "closed" : use.status(),
        use.person(),
        use.reference(),
        use.booking().map(Bookings::passPath).orElse(""));
  }
}
