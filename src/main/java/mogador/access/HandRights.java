package mogador.access;

import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.identity.Actor;
import mogador.identity.People;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;

/** Rights that managers give and withdraw by hand, each with who and why. */
public final class HandRights {
  /** Of a reason, in characters. */
  public static final int LONGEST_REASON = 200;

  private static final Duration LONGEST = Duration.ofDays(3_660);
  private static final int MOST_SPACES = 100;

  private final Sites sites;
  private final Clock clock;

  public HandRights(Sites sites, Clock clock) {
    this.sites = sites;
    this.clock = clock;
  }

  /**
   * What is to be given.
   *
   * @param spaces codes of the site's
   * @param doors codes of the site's; with no spaces either: every door of it
   * @param from by the site's clock
   * @param to by the site's clock, exclusive
   * @param schedule one of the site's; at all hours when empty
   */
  public record Wish(
      UUID person,
      String site,
      List<String> spaces,
      List<String> doors,
      LocalDateTime from,
      LocalDateTime to,
      Optional<UUID> schedule,
      String reason) {
    public Wish {
      spaces = List.copyOf(spaces);
      doors = doors.stream().distinct().sorted().toList();
    }
  }

  /** What became of it. */
  public sealed interface Outcome {
    record Done(HandRight right) implements Outcome {}

    /** {@code code} is stable, {@code field} the input at fault. */
    record Refused(String code, String field, String text) implements Outcome {}

    /** There is no such right at this site, or it is withdrawn already. */
    record Unknown() implements Outcome {}
  }

  /** Doors know within a second of the commit. */
  public Outcome give(Sql sql, Actor by, Wish wish) {
    Optional<Site> site = sites.current().site(wish.site());
    if (site.isEmpty()) return refused("unknown_site", "site", "There is no such site.");
    List<Space> spaces = new ArrayList<>();
    for (String code : wish.spaces().stream().distinct().toList()) {
      Optional<Space> space = site.get().space(code);
      if (space.isEmpty()) {
        return refused("unknown_space", "spaces", "The site has no space " + code + ".");
      }
      spaces.add(space.get());
    }
    for (String code : wish.doors()) {
      if (site.get().door(code).isEmpty()) {
        return refused("unknown_door", "doors", "The site has no door " + code + ".");
      }
    }
    if (Math.max(spaces.size(), wish.doors().size()) > MOST_SPACES) {
      return refused("too_many_spaces", "spaces", "Name at most " + MOST_SPACES + " of them.");
    }
    if (!wish.from().isBefore(wish.to())) {
      return refused("end_before_start", "to", "A right ends after it begins.");
    }
    Instant now = clock.instant();
    TimeSlot during = slot(site.get().clock(), wish);
    if (!during.end().isAfter(now)) return refused("already_over", "to", "It would be over now.");
    if (during.length().compareTo(LONGEST) > 0) {
      return refused("too_long", "to", "A right is given for ten years at most.");
    }
    if (People.byId(sql, wish.person()).isEmpty()) {
      return refused("unknown_person", "person", "There is no such person.");
    }
    Optional<Schedule> schedule =
        wish.schedule().flatMap(id -> ScheduleStore.lock(sql, wish.site(), id));
    if (wish.schedule().isPresent() && schedule.isEmpty()) {
      return refused("unknown_schedule", "schedule", "The site has no such schedule.");
    }
    var right =
        new HandRight(
            Ids.next(now),
            wish.person(),
            wish.site(),
            spaces.stream().map(Space::id).toList(),
            wish.doors(),
            during,
            schedule.map(Schedule::id),
            wish.reason(),
            by.id(),
            now);
    insert(sql, right, wish);
    Rights.give(sql, rights(right, schedule.map(known -> known.at(site.get()))));
    audit(sql, AuditKind.RIGHT_GIVEN, by, right, wish.reason());
    return new Outcome.Done(right);
  }

  /** Doors know within a second of the commit. */
  public Outcome withdraw(Sql sql, Actor by, String site, UUID id, String why) {
    Optional<HandRight> withdrawn =
        sql.first(
            HandRights::fromRow,
            """
            update hand_right set withdrawn_by = $3, withdrawn_at = $4, withdrawn_why = $5
            where id = $1 and site_id = $2 and withdrawn_at is null
            returning id, person_id, site_id, starts_at, ends_at, schedule_id, reason, given_by,
              given_at, array(select space_id from hand_right_space s
                              where s.hand_right_id = hand_right.id order by space_id) as spaces,
              array(select door_code from hand_right_door d
                    where d.hand_right_id = hand_right.id order by door_code) as doors\
            """,
            id,
            site,
            by.id(),
            clock.instant(),
            why);
    if (withdrawn.isEmpty()) return new Outcome.Unknown();
    Rights.withdraw(sql, RightSource.HAND, id);
    audit(sql, AuditKind.RIGHT_WITHDRAWN, by, withdrawn.get(), why);
    return new Outcome.Done(withdrawn.get());
  }

  private void audit(Sql sql, AuditKind kind, Actor by, HandRight right, String why) {
    AuditTrail.add(
        sql,
        AuditEntry.of(kind, right.site(), right.id().toString(), clock.instant())
            .with("from", right.during().start().toString())
            .with("to", right.during().end().toString())
            .with("spaces", right.spaces().size())
            .with("doors", String.join(" ", right.doors()))
            .by(by.id())
            .about(right.person())
            .withPersonal("why", why));
  }

  private static TimeSlot slot(SiteZone zone, Wish wish) {
    return new TimeSlot(zone.firstInstant(wish.from()), zone.firstInstant(wish.to()));
  }

  private static List<AccessRight> rights(HandRight right, Optional<WeeklySchedule> hours) {
    boolean whole = right.spaces().isEmpty() && right.doors().isEmpty();
    Stream<Optional<Long>> spaces =
        whole ? Stream.of(Optional.empty()) : right.spaces().stream().map(Optional::of);
    return Stream.concat(
            spaces.map(
                space ->
                    AccessRight.ofHand(
                        right.id(), right.person(), right.site(), space, right.during(), hours)),
            right.doors().stream()
                .map(
                    door ->
                        AccessRight.ofHand(
                            right.id(), right.person(), right.site(), door, right.during(), hours)))
        .toList();
  }

  private static void insert(Sql sql, HandRight right, Wish wish) {
    sql.run(
        """
        insert into hand_right (id, person_id, site_id, starts_at, ends_at, schedule_id, reason,
          given_by, given_at, local_from, local_to)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)\
        """,
        right.id(),
        right.person(),
        right.site(),
        right.during().start(),
        right.during().end(),
        right.schedule(),
        right.reason(),
        right.givenBy(),
        right.givenAt(),
        wish.from(),
        wish.to());
    sql.runEach(
        "insert into hand_right_space (hand_right_id, space_id) values ($1, $2)",
        right.spaces().stream().map(space -> List.<Object>of(right.id(), space)).toList());
    sql.runEach(
        "insert into hand_right_door (hand_right_id, door_code) values ($1, $2)",
        right.doors().stream().map(door -> List.<Object>of(right.id(), door)).toList());
  }

  private static HandRight fromRow(Row row) {
    return new HandRight(
        row.getUUID("id"),
        row.getUUID("person_id"),
        row.getString("site_id"),
        List.of(row.getArrayOfLongs("spaces")),
        List.of(row.getArrayOfStrings("doors")),
        new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
        Optional.ofNullable(row.getUUID("schedule_id")),
        row.getString("reason"),
        row.getUUID("given_by"),
        Sql.instant(row, "given_at"));
  }

  private static Outcome refused(String code, String field, String text) {
    return new Outcome.Refused(code, field, text);
  }
}
