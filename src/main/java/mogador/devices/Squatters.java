package mogador.devices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import mogador.access.Doorway;
import mogador.claims.Claims;
import mogador.identity.People;
import mogador.identity.Person;
import mogador.kernel.TimeSlot;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.PresenceChanged;
import mogador.occupancy.PresenceNow;
import mogador.platform.Database;
import mogador.platform.Mail;
import mogador.platform.Sql;
import mogador.platform.WorkPlan;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.web.Formats;
import mogador.web.Messages;

/**
 * Finds who is where nothing is booked, leased or closed, for managers to see; and offers the
 * booking, once, to whoever was let in there last. Who that was is not kept.
 */
public final class Squatters {
  /** Who looks in does not squat. */
  static final Duration SHORTEST = Duration.ofMinutes(10);

  /** Nor who comes before a booking, or goes after it. */
  static final Duration ASIDE = Duration.ofMinutes(15);

  /** So long before they are sensed they may have badged. */
  private static final Duration ON_THE_WAY = Duration.ofMinutes(5);

  private static final Duration PAUSE = Duration.ofSeconds(20);
  private static final long OFFERED_MINUTES = 60;

  private final Database database;
  private final Sites sites;
  private final PresenceBoard board;
  private final String publicUrl;
  private final Clock clock;

  /** Looks nowhere until mounted. */
  public Squatters(
      Database database, Sites sites, PresenceBoard board, String publicUrl, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.board = board;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  public void mount(WorkPlan recurring) {
    recurring.every(PAUSE, "squatters found", this::run);
  }

  /** The spaces of a site that are squatted now. */
  static Set<Long> at(Sql sql, String site) {
    return new HashSet<>(
        sql.list(
            row -> row.getLong("space_id"), "select space_id from squat where site_id = $1", site));
  }

  /** How many were found. */
  int run() {
    int found = 0;
    for (Site site : sites.current().sites()) {
      Map<Long, PresenceChanged> states = board.all(site.id());
      forget(site, states);
      for (Space space : squatted(site, states)) {
        PresenceChanged state = states.get(space.id());
        if (state != null) found += begin(site, space, state.since()) ? 1 : 0;
      }
    }
    return found;
  }

  private List<Space> squatted(Site site, Map<Long, PresenceChanged> states) {
    Instant now = clock.instant();
    List<Space> used =
        site.spaces().stream()
            .filter(space -> space.bookable() && space.isAtom())
            .filter(space -> isUsedSince(states.get(space.id()), now.minus(SHORTEST)))
            .toList();
    if (used.isEmpty()) return used;
    Set<Long> claimed =
        Claims.heldDuring(
            database.sql(),
            used.stream().map(Space::id).toList(),
            new TimeSlot(now.minus(ASIDE), now.plus(ASIDE)));
    return used.stream().filter(space -> !claimed.contains(space.id())).toList();
  }

  private static boolean isUsedSince(
      @org.jspecify.annotations.Nullable PresenceChanged state, Instant then) {
    return state != null && state.now() == PresenceNow.OCCUPIED && !state.since().isAfter(then);
  }

  /** What is empty, booked or gone meanwhile is squatted no longer; silence changes nothing. */
  private void forget(Site site, Map<Long, PresenceChanged> states) {
    Set<Long> known = at(database.sql(), site.id());
    if (known.isEmpty()) return;
    Instant now = clock.instant();
    Set<Long> claimed =
        Claims.heldDuring(database.sql(), known, new TimeSlot(now, now.plusSeconds(1)));
    Long[] over =
        known.stream()
            .filter(
                space -> {
                  PresenceChanged state = states.get(space);
                  return state == null
                      || state.now() == PresenceNow.VACANT
                      || claimed.contains(space);
                })
            .toArray(Long[]::new);
    if (over.length > 0) {
      database.sql().run("delete from squat where space_id = any($1)", (Object) over);
    }
  }

  private boolean begin(Site site, Space space, Instant since) {
    Instant now = clock.instant();
    return database.inTransaction(
        sql -> {
          int isNew =
              sql.update(
                  """
                  insert into squat (space_id, site_id, since) values ($1, $2, $3)
                  on conflict do nothing
                  """,
                  space.id(),
                  site.id(),
                  since);
          if (isNew == 0) return false;
          letInLast(sql, site, space, since.minus(ON_THE_WAY))
              .ifPresent(person -> offer(site, space, person, now).send(sql, now));
          return true;
        });
  }

  /** By the doors behind which there is this space alone. */
  private Optional<Person> letInLast(Sql sql, Site site, Space space, Instant since) {
    Network network = sites.current();
    Set<String> doors =
        Watch.ownDoors(network).entrySet().stream()
            .filter(own -> own.getValue() == space.id())
            .map(Map.Entry::getKey)
            .filter(door -> door.site().equals(site.id()))
            .map(Doorway.Key::door)
            .collect(Collectors.toSet());
    String[] readers =
        site.devices().stream()
            .filter(device -> !device.inner() && device.door().filter(doors::contains).isPresent())
            .map(device -> device.code())
            .toArray(String[]::new);
    Optional<UUID> last =
        sql.first(
            row -> row.getUUID("person_id"),
            """
            select e.person_id from journal_event e join person p on p.id = e.person_id
            where e.site_id = $1 and e.device_code = any($2) and e.kind = 'granted'
              and e.happened_at >= $3 and not p.suspended
            order by e.happened_at desc limit 1
            """,
            site.id(),
            readers,
            since);
    return last.flatMap(id -> People.byId(sql, id));
  }

  /** To be booked from now on, for an hour unless they choose otherwise. */
  private Mail offer(Site site, Space space, Person person, Instant now) {
    LocalDateTime local = site.clock().localAt(now).truncatedTo(ChronoUnit.MINUTES);
    // What of the grain has begun may still be booked.
    long grain = site.rules(space).grain().toMinutes();
    LocalDateTime from = local.minusMinutes(local.toLocalTime().toSecondOfDay() / 60 % grain);
    LocalDateTime to = from.plusMinutes(Math.max(grain, OFFERED_MINUTES));
    Messages words = Messages.in(person.language());
    String name = space.name().in(person.language());
    return new Mail(
        person.email(),
        words.text("mail.squat.subject", "space", name),
        words.text(
            "mail.squat.body",
            "space",
            name,
            "site",
            site.name().in(person.language()),
            "time",
            Formats.in(person.language()).time(local.toLocalTime()),
            "link",
            "%s/spaces/%s/%s?from=%s&to=%s"
                .formatted(publicUrl, site.id(), space.code(), from, to)));
  }
}
