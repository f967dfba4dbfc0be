package mogador.booking;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import mogador.booking.DerivedSlot.Meaning;
import mogador.booking.DerivedTimes.Derived;
import mogador.claims.MoveClaims;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Sites;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the rules of a site's time zone, or the zone itself, are no longer those its instants were
 * derived with: derives them again, all of a site in one transaction, once whatever the number of
 * servers. Nothing is lost: what cannot move keeps its instants and is reported.
 */
public final class RederiveTimes {
  private static final Logger LOG = LoggerFactory.getLogger(RederiveTimes.class);

  private final Database database;
  private final Sites sites;
  private final List<DerivedTimes> derived;
  private final Clock clock;

  /**
   * Over what has local times.
   *
   * @param others besides bookings and rights given by hand, such as leases
   */
  public RederiveTimes(Database database, Sites sites, List<DerivedTimes> others, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.derived =
        Stream.concat(Stream.of(new BookingTimes(), new HandTimes()), others.stream()).toList();
    this.clock = clock;
  }

  /** What became of a site. */
  public record Report(String site, List<Moved> moved, List<Stayed> stayed, int waiting) {
    public Report {
      moved = List.copyOf(moved);
      stayed = List.copyOf(stayed);
    }
  }

  public record Moved(String reference, TimeSlot from, TimeSlot to) {}

  /**
   * With the reason: {@code slot_taken}, {@code time_does_not_exist}, {@code end_before_start},
   * {@code local_time_unknown}.
   */
  public record Stayed(String reference, TimeSlot at, String why) {}

  /** Looks at every site; reports those whose rules had changed. */
  public List<Report> run() {
    List<Report> reports = new ArrayList<>();
    for (Site site : sites.current().sites()) {
      if (used(database.sql(), site, "").equals(Optional.of(Use.of(site)))) {
        for (DerivedTimes owner : derived) owner.keepLocal(database.sql(), site);
        continue;
      }
      Instant now = clock.instant();
      Optional<Report> report = database.inTransaction(sql -> rederive(sql, site, now));
      report.ifPresent(RederiveTimes::tell);
      report.ifPresent(reports::add);
    }
    return reports;
  }

  private record Use(String zone, Buffer rules) {
    static Use of(Site site) {
      return new Use(site.zone(), Buffer.buffer(site.clock().fingerprint()));
    }
  }

  private static Optional<Use> used(Sql sql, Site site, String locking) {
    return sql.first(
        row -> new Use(row.getString("zone_id"), row.getBuffer("rules_hash")),
        "select zone_id, rules_hash from zone_use where site_id = $1 " + locking,
        site.id());
  }

  private Optional<Report> rederive(Sql sql, Site site, Instant now) {
    sql.run(
        """
        insert into zone_use (site_id, zone_id, rules_hash, data_version, derived_at)
        values ($1, '', '', '', $2) on conflict do nothing
        """,
        site.id(),
        now);
    Use use = Use.of(site);
    // Another server may have done it while this one waited for the row.
    if (used(sql, site, "for update").equals(Optional.of(use))) return Optional.empty();
    Report report = moveAll(sql, site, now);
    sql.run(
        """
        update zone_use set zone_id = $2, rules_hash = $3, data_version = $4, derived_at = $5
        where site_id = $1
        """,
        site.id(),
        use.zone(),
        use.rules(),
        SiteZone.dataVersion(),
        now);
    return Optional.of(report);
  }

  private record Owned(DerivedTimes owner, Derived derived, TimeSlot to) {}

  private Report moveAll(Sql sql, Site site, Instant now) {
    Map<UUID, Owned> wished = new HashMap<>();
    List<Moved> moved = new ArrayList<>();
    List<Stayed> stayed = new ArrayList<>();
    for (DerivedTimes owner : derived) {
      for (Derived one : owner.notOver(sql, site, now)) {
        switch (one.is()) {
          case Meaning.None(String why) -> stay(sql, owner, one, why, stayed, now);
          case Meaning.Slot(TimeSlot to) -> {
            if (!to.equals(one.was())) wished.put(one.id(), new Owned(owner, one, to));
          }
        }
      }
    }
    Set<UUID> inTheWay = MoveClaims.run(sql, site.id(), moves(wished));
    for (Owned one : wished.values()) {
      if (inTheWay.contains(one.derived().id())) {
        stay(sql, one.owner(), one.derived(), "slot_taken", stayed, now);
        continue;
      }
      one.owner().move(sql, one.derived(), one.to(), now);
      moved.add(new Moved(one.derived().reference(), one.derived().was(), one.to()));
    }
    for (DerivedTimes owner : derived) {
      owner.tell(
          sql,
          wished.values().stream()
              .filter(one -> one.owner() == owner && !inTheWay.contains(one.derived().id()))
              .map(one -> one.derived().id())
              .toList(),
          now);
    }
    return new Report(site.id(), moved, stayed, BookingTimes.moveWaiting(sql, site, now));
  }

  private static List<MoveClaims.Move> moves(Map<UUID, Owned> wished) {
    return wished.values().stream()
        .map(
            one ->
                new MoveClaims.Move(
                    one.derived().id(), one.derived().was(), one.to(), one.derived().since()))
        .toList();
  }

  private static void stay(
      Sql sql, DerivedTimes owner, Derived one, String why, List<Stayed> stayed, Instant now) {
    owner.stay(sql, one, why, now);
    stayed.add(new Stayed(one.reference(), one.was(), why));
  }

  private static void tell(Report report) {
    if (report.moved().isEmpty() && report.stayed().isEmpty() && report.waiting() == 0) return;
    LOG.warn(
        "{}: instants derived again with zone data {}: {} moved, {} waiting, {} stay as they were",
        report.site(),
        SiteZone.dataVersion(),
        report.moved().size(),
        report.waiting(),
        report.stayed().size());
    for (Moved one : report.moved()) {
      LOG.info("{} moved from {} to {}", one.reference(), one.from(), one.to());
    }
    for (Stayed one : report.stayed()) {
      LOG.warn("{} stays at {}: {}", one.reference(), one.at(), one.why());
    }
  }
}
