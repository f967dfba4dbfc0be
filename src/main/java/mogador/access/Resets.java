package mogador.access;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.identity.Actor;
import mogador.identity.People;
import mogador.platform.Expiring;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Sites;

/**
 * Managers reset where one person is thought to be, or who is in a zone, each time with who and
 * why. Every server decides by it within a second of the commit.
 */
public final class Resets {
  /** The notification channel. */
  public static final String CHANNEL = "whereabouts";

  /** No zone remembers longer; who and why stay in the audit trail. */
  public static final Expiring EXPIRING =
      new Expiring("whereabouts_reset", "reset_at", Duration.ofDays(30));

  private final Sites sites;
  private final Clock clock;

  public Resets(Sites sites, Clock clock) {
    this.sites = sites;
    this.clock = clock;
  }

  /** What became of it. */
  public sealed interface Outcome {
    record Done(UUID id, Reset reset) implements Outcome {}

    record UnknownSite() implements Outcome {}

    record UnknownPerson() implements Outcome {}

    /** The site has no such zone. */
    record UnknownZone() implements Outcome {}
  }

  /** From now on this person is nowhere at a site, until a door lets them through. */
  public Outcome person(Sql sql, Actor by, String site, UUID person, String why) {
    if (sites.current().site(site).isEmpty()) return new Outcome.UnknownSite();
    if (People.actor(sql, person).isEmpty()) return new Outcome.UnknownPerson();
    var reset = new Reset.OfPerson(site, person, now());
    return keep(sql, by, reset, Optional.of(person), Optional.empty(), why);
  }

  /** From now on nobody is in this zone, until a door lets them in. */
  public Outcome zone(Sql sql, Actor by, String site, String zone, String why) {
    Optional<Site> here = sites.current().site(site);
    if (here.isEmpty()) return new Outcome.UnknownSite();
    if (here.get().zones().stream().noneMatch(one -> one.code().equals(zone))) {
      return new Outcome.UnknownZone();
    }
    var reset = new Reset.OfZone(site, zone, now());
    return keep(sql, by, reset, Optional.empty(), Optional.of(zone), why);
  }

  private Outcome keep(
      Sql sql, Actor by, Reset reset, Optional<UUID> person, Optional<String> zone, String why) {
    UUID id = Ids.next(reset.at());
    sql.run(
        """
        insert into whereabouts_reset (id, site_id, person_id, zone_code, reset_at, reset_by, why)
        values ($1, $2, $3, $4, $5, $6, $7)
        """,
        id,
        reset.site(),
        person,
        zone,
        reset.at(),
        by.id(),
        why);
    sql.send("select pg_notify('" + CHANNEL + "', $1)", told(reset));
    AuditEntry entry =
        AuditEntry.of(AuditKind.WHEREABOUTS_RESET, reset.site(), id.toString(), reset.at())
            .with("zone", zone.orElse(""))
            .by(by.id())
            .withPersonal("why", why);
    AuditTrail.add(sql, person.map(entry::about).orElse(entry));
    return new Outcome.Done(id, reset);
  }

  /** All of every site from that instant on. */
  public static List<Reset> since(Sql sql, Instant from) {
    return sql.list(
        Resets::fromRow,
        """
        select site_id, person_id, zone_code, reset_at from whereabouts_reset
        where reset_at >= $1 order by reset_at
        """,
        from);
  }

  /** What a server tells of one; empty if it cannot be read. */
  public static Optional<Reset> read(String told) {
    try {
      var json = new JsonObject(told);
      String site = json.getString("site", "");
      Instant at = Instant.ofEpochMilli(json.getLong("at", 0L));
      if (json.containsKey("zone")) {
        return Optional.of(new Reset.OfZone(site, json.getString("zone"), at));
      }
      return Ids.parse(json.getString("person", ""))
          .map(person -> new Reset.OfPerson(site, person, at));
    } catch (DecodeException | ClassCastException e) {
      // Only a server of ours writes here.
      return Optional.empty();
    }
  }

  private static String told(Reset reset) {
    var json = new JsonObject().put("site", reset.site()).put("at", reset.at().toEpochMilli());
    return switch (reset) {
      case Reset.OfPerson one -> json.put("person", one.person().toString()).encode();
      case Reset.OfZone one -> json.put("zone", one.zone()).encode();
    };
  }

  private static Reset fromRow(Row row) {
    String site = row.getString("site_id");
    Instant at = Sql.instant(row, "reset_at");
    Optional<String> zone = Optional.ofNullable(row.getString("zone_code"));
    return zone.isPresent()
        ? new Reset.OfZone(site, zone.get(), at)
        : new Reset.OfPerson(site, row.getUUID("person_id"), at);
  }

  /** As fine as passages are told. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
