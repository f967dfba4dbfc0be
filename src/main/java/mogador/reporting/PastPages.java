package mogador.reporting;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mogador.booking.Booking;
import mogador.identity.Guard;
import mogador.kernel.Language;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.occupancy.PastPresence;
import mogador.occupancy.SignMonths;
import mogador.occupancy.WatchedSpace;
import mogador.sites.Network;
import mogador.sites.PlanSvg;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.Input;
import mogador.web.Messages;
import mogador.web.Pages;
import mogador.web.PlanView;

/** Any moment that signs are kept of ({@link SignMonths#KEPT}), on the plan. */
final class PastPages {
  private static final List<String> STATES = List.of("free", "booked", "occupied", "unknown");

  private final Reports.Parts parts;
  private final Guard guard;
  private final Pages pages;

  PastPages(Reports.Parts parts, Guard guard, Pages pages) {
    this.parts = parts;
    this.guard = guard;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/ops/:site/past").handler(this::page);
    router.get("/ops/:site/past.json").handler(this::day);
  }

  /** Which moment is shown; another than was asked for where that is none. */
  private record Wish(LocalDate day, LocalTime time, boolean wrong) {}

  private void page(RoutingContext ctx) {
    ManagedSite managed = ManagedSite.of(ctx, parts.sites(), guard);
    Site site = managed.site();
    Instant now = parts.clock().instant();
    LocalDateTime local = site.clock().localAt(now);
    Wish wish = wish(ctx, local);
    PastDay day = past(managed.network(), site, wish.day(), now);
    Instant moment = moment(site.clock(), wish, day.slot());
    LocalDateTime shown = site.clock().localAt(moment);
    Language language = pages.frame(ctx).language();
    pages.render(
        ctx,
        "reporting/past.jte",
        new PastPage(
            site.id(),
            site.name(),
            managed.choices(),
            earliest(local.toLocalDate()),
            local.toLocalDate(),
            wish.day(),
            shown.toLocalTime().truncatedTo(ChronoUnit.MINUTES),
            wish.wrong(),
            Duration.between(day.slot().start(), moment).toSeconds(),
            Duration.between(day.slot().start(), day.slot().end()).toSeconds(),
            STATES.stream()
                .map(state -> new PastPage.Count(state, day.count(state, moment)))
                .toList(),
            plans(site.arranged(wish.day()), day, moment, language)));
  }

  private void day(RoutingContext ctx) {
    ManagedSite managed = ManagedSite.of(ctx, parts.sites(), guard);
    Site site = managed.site();
    Instant now = parts.clock().instant();
    Wish wish = wish(ctx, site.clock().localAt(now));
    JsonObject json = past(managed.network(), site, wish.day(), now).json(site.clock());
    ctx.response()
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-store")
        .end(json.toBuffer());
  }

  private PastDay past(Network network, Site site, LocalDate day, Instant now) {
    Instant start = site.clock().firstInstant(day.atStartOfDay());
    Instant end = site.clock().firstInstant(day.plusDays(1).atStartOfDay());
    // Of a day that has just begun a minute at least.
    Instant until = end.isBefore(now) ? end : now;
    var slot = new TimeSlot(start, until.isAfter(start) ? until : start.plusSeconds(60));
    Map<Long, WatchedSpace> watched =
        parts.watched().apply(network).values().stream()
            .filter(space -> space.site().equals(site.id()))
            .collect(Collectors.toMap(WatchedSpace::space, space -> space));
    return PastDay.of(
        site.arranged(day),
        PastPresence.of(parts.database().sql(), watched, slot),
        booked(network, site, slot),
        slot);
  }

  private Map<Long, List<TimeSlot>> booked(Network network, Site site, TimeSlot slot) {
    Map<Long, List<TimeSlot>> booked = new HashMap<>();
    for (Booking booking : parts.bookings().during(site.id(), slot)) {
      for (Long atom : network.spaceById(booking.space()).map(Space::atoms).orElse(List.of())) {
        booked.computeIfAbsent(atom, a -> new ArrayList<>()).add(booking.slot());
      }
    }
    return booked;
  }

  private static Wish wish(RoutingContext ctx, LocalDateTime now) {
    Optional<String> day = Input.query(ctx, "day").filter(text -> !text.isEmpty());
    Optional<String> time = Input.query(ctx, "time").filter(text -> !text.isEmpty());
    try {
      LocalDate wished = day.map(LocalDate::parse).orElse(now.toLocalDate());
      LocalTime at = time.map(LocalTime::parse).orElse(now.toLocalTime());
      if (!wished.isAfter(now.toLocalDate()) && !wished.isBefore(earliest(now.toLocalDate()))) {
        return new Wish(wished, at, false);
      }
    } catch (DateTimeException unread) {
      // As if none was asked for, which the page says.
    }
    return new Wish(now.toLocalDate(), now.toLocalTime(), true);
  }

  private static LocalDate earliest(LocalDate today) {
    return today.minusDays(SignMonths.KEPT.toDays() - 1);
  }

  /** Within the day as far as it has come. */
  private static Instant moment(SiteZone zone, Wish wish, TimeSlot slot) {
    Instant moment = zone.firstInstant(wish.day().atTime(wish.time()));
    if (moment.isBefore(slot.start())) return slot.start();
    return moment.isBefore(slot.end()) ? moment : slot.end().minusSeconds(1);
  }

  private static List<PlanView> plans(Site site, PastDay day, Instant moment, Language language) {
    Messages words = Messages.in(language);
    return site.floors().stream()
        .map(
            floor ->
                new PlanView(
                    floor.name(),
                    PlanSvg.draw(
                        site,
                        floor.code(),
                        language,
                        space -> mark(day.state(space, moment), words))))
        .toList();
  }

  private static PlanSvg.Mark mark(Optional<String> state, Messages words) {
    return state
        .map(code -> new PlanSvg.Mark(code, words.text("state." + code), Optional.empty()))
        .orElse(PlanSvg.Mark.NONE);
  }
}
