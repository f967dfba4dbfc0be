package mogador.visits;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import mogador.access.AccessRight;
import mogador.access.CredentialKind;
import mogador.access.CredentialStatus;
import mogador.access.Credentials;
import mogador.access.RightSource;
import mogador.access.Rights;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.identity.Actor;
import mogador.identity.Person;
import mogador.kernel.TimeSlot;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.Zone;
import mogador.visits.VisitRules.Refusal;

/**
 * The steps of a visit. Each keeps the visit, its right, its credentials and the word to the
 * visitor in the one transaction it is given.
 */
final class VisitSteps {
  private static final String BADGE = "Badge";

  private final Credentials credentials;
  private final VisitLetter letter;

  VisitSteps(Credentials credentials, VisitLetter letter) {
    this.credentials = credentials;
    this.letter = letter;
  }

  /** How a step ends. */
  sealed interface Outcome {
    record Done(Visit visit) implements Outcome {}

    record Refused(Refusal why) implements Outcome {}

    /** The visit is at another station, such as cancelled. */
    record NotNow(VisitStatus status) implements Outcome {}

    /** Its time is past. */
    record Over() implements Outcome {}

    /** The badge is somebody's. */
    record BadgeTaken() implements Outcome {}

    record Unknown() implements Outcome {}
  }

  /** A visitor is expected: with a QR, a right and a mail. */
  Outcome invite(
      Sql sql, Actor actor, Person host, Network network, Site site, Wish wish, Instant now) {
    Instant start = site.clock().firstInstant(wish.from());
    Instant end = site.clock().firstInstant(wish.to());
    Optional<Space> space = wish.space().flatMap(site::space);
    if (wish.space().isPresent() && space.isEmpty()) {
      return new Outcome.Refused(Refusal.NOT_YOUR_SPACE);
    }
    Optional<Refusal> refused =
        refusal(sql, actor, host.id(), site, space, start, end, Optional.empty(), now);
    if (refused.isPresent()) return new Outcome.Refused(refused.get());
    var visit =
        new Visit(
            Ids.next(now),
            site.id(),
            new Visit.Host(host.id(), host.shownName()),
            Ids.next(now),
            wish.guest(),
            Ids.secret(32),
            space.map(Space::id),
            escorted(site, space),
            wish.from(),
            wish.to(),
            new TimeSlot(start, end),
            VisitStatus.EXPECTED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Visit.Version.first(now));
    VisitStore.insert(sql, visit, actor.id(), now);
    credentials.issueQr(sql, visit.visitor());
    give(sql, visit);
    letter.invited(sql, network, visit, now);
    audit(sql, AuditKind.VISITOR_INVITED, actor, visit, now);
    return new Outcome.Done(visit);
  }

  /**
   * At another time or place, or of somebody else; the visitor is told, where they were. What is
   * asked for may rest on how it is; a change to what is already so changes nothing.
   */
  Outcome change(
      Sql sql, Actor actor, Network network, UUID id, UnaryOperator<Wish> change, Instant now) {
    Optional<Visit> found = VisitStore.lock(sql, id).filter(visit -> mayChange(actor, visit));
    if (found.isEmpty()) return new Outcome.Unknown();
    Visit before = found.get();
    if (before.status() != VisitStatus.EXPECTED) return new Outcome.NotNow(before.status());
    if (before.isOver(now)) return new Outcome.Over();
    Site site = network.site(before.site()).orElseThrow();
    Wish known = Wish.of(before, network);
    Wish wish = change.apply(known).at(before.guest().email());
    Optional<Space> space = wish.space().flatMap(site::space);
    if (wish.space().isPresent() && space.isEmpty()) {
      return new Outcome.Refused(Refusal.NOT_YOUR_SPACE);
    }
    Instant start = site.clock().firstInstant(wish.from());
    Instant end = site.clock().firstInstant(wish.to());
    Optional<Refusal> refused =
        refusal(sql, actor, before.host().id(), site, space, start, end, Optional.of(id), now);
    if (refused.isPresent()) return new Outcome.Refused(refused.get());
    if (wish.equals(known)) return new Outcome.Done(before);
    var after =
        new Visit(
            id,
            before.site(),
            before.host(),
            before.visitor(),
            wish.guest(),
            before.token(),
            space.map(Space::id),
            escorted(site, space),
            wish.from(),
            wish.to(),
            new TimeSlot(start, end),
            before.status(),
            before.badge(),
            before.receivedAt(),
            before.leftAt(),
            before.version().next(now));
    VisitStore.change(sql, after);
    Rights.withdraw(sql, RightSource.VISIT, id);
    give(sql, after);
    letter.changed(sql, network, before, after, now);
    audit(sql, AuditKind.VISITOR_CHANGED, actor, after, now);
    return new Outcome.Done(after);
  }

  /** Nobody comes: right and credentials are gone with it. */
  Outcome cancel(Sql sql, Actor actor, Network network, UUID id, Instant now) {
    Optional<Visit> found = VisitStore.lock(sql, id).filter(visit -> mayChange(actor, visit));
    if (found.isEmpty()) return new Outcome.Unknown();
    Visit visit = found.get();
    if (visit.status() == VisitStatus.CANCELLED) return new Outcome.Done(visit);
    if (visit.status() != VisitStatus.EXPECTED) return new Outcome.NotNow(visit.status());
    VisitStore.cancel(sql, id, now);
    shut(sql, actor, visit);
    Visit cancelled = VisitStore.find(sql, id).orElseThrow();
    letter.cancelled(sql, network, cancelled, now);
    audit(sql, AuditKind.VISIT_CANCELLED, actor, cancelled, now);
    return new Outcome.Done(cancelled);
  }

  /**
   * The visitor is at the desk.
   *
   * @param badge the number of a card that is lent, in hexadecimal, if one is
   */
  Outcome receive(Sql sql, Actor actor, String site, UUID id, Optional<String> badge, Instant now) {
    Optional<Visit> found = VisitStore.lock(sql, id).filter(visit -> atDesk(actor, site, visit));
    if (found.isEmpty()) return new Outcome.Unknown();
    Visit visit = found.get();
    if (!visit.status().isOpen()) return new Outcome.NotNow(visit.status());
    if (badge.isPresent()) {
      VisitStore.takeBack(sql, visit.visitor());
      byte[] bytes = HexFormat.of().parseHex(badge.get());
      Credentials.Enrolled enrolled =
          credentials.enrol(sql, actor.id(), visit.visitor(), CredentialKind.UID, bytes, BADGE);
      if (enrolled instanceof Credentials.Enrolled.AlreadyKnown) return new Outcome.BadgeTaken();
    }
    VisitStore.receive(sql, id, badge, now);
    audit(sql, AuditKind.VISITOR_RECEIVED, actor, visit, now);
    return after(sql, id);
  }

  /** The visitor has gone: nothing opens for them any more, and the badge is free again. */
  Outcome signOut(Sql sql, Actor actor, String site, UUID id, Instant now) {
    Optional<Visit> found = VisitStore.lock(sql, id).filter(visit -> atDesk(actor, site, visit));
    if (found.isEmpty()) return new Outcome.Unknown();
    Visit visit = found.get();
    if (visit.status() == VisitStatus.LEFT) return new Outcome.Done(visit);
    if (visit.status() != VisitStatus.RECEIVED) return new Outcome.NotNow(visit.status());
    VisitStore.signOut(sql, id, now);
    shut(sql, actor, visit);
    audit(sql, AuditKind.VISITOR_LEFT, actor, visit, now);
    return after(sql, id);
  }

  private static void audit(Sql sql, AuditKind kind, Actor actor, Visit visit, Instant now) {
    AuditTrail.add(
        sql,
        AuditEntry.of(kind, visit.site(), visit.id().toString(), now)
            .by(actor.id())
            .about(visit.visitor()));
  }

  /** Their host no longer has the space: neither have they. Managers never had it. */
  static int withdrawHomeless(Sql sql, Instant now) {
    List<UUID> visits =
        sql.list(
            row -> row.getUUID("id"),
            """
            select v.id from visit v
            where v.status in ('expected', 'received') and v.ends_at > $1
              and v.space_id is not null
              and exists (select from access_right r
                where r.source = 'visit' and r.source_id = v.id and r.space_id = v.space_id)
              and not exists (select from access_right r
                where r.person_id = v.host_id and r.site_id = v.site_id
                  and (r.space_id = v.space_id or r.space_id is null)
                  and r.starts_at < v.ends_at and r.ends_at > greatest(v.starts_at, $1))
              and not exists (select from staff_role s
                where s.person_id = v.host_id and (s.site_id is null or s.site_id = v.site_id))
            limit 200
            """,
            now);
    for (UUID visit : visits) Rights.withdraw(sql, RightSource.VISIT, visit);
    return visits.size();
  }

  private void give(Sql sql, Visit visit) {
    Rights.give(
        sql,
        AccessRight.ofVisit(
            visit.id(),
            visit.visitor(),
            visit.site(),
            visit.space(),
            visit.doorsOpen(),
            visit.escort()));
  }

  private void shut(Sql sql, Actor actor, Visit visit) {
    Rights.withdraw(sql, RightSource.VISIT, visit.id());
    VisitStore.takeBack(sql, visit.visitor());
    for (Credentials.Listed one : credentials.of(sql, visit.visitor())) {
      if (one.status() == CredentialStatus.ACTIVE && one.kind() != CredentialKind.UID) {
        credentials.revoke(sql, actor.id(), one.id());
      }
    }
    Rights.changed(sql, visit.visitor());
  }

  private static Outcome after(Sql sql, UUID id) {
    return new Outcome.Done(VisitStore.find(sql, id).orElseThrow());
  }

  private static Optional<Refusal> refusal(
      Sql sql,
      Actor actor,
      UUID host,
      Site site,
      Optional<Space> space,
      Instant start,
      Instant end,
      Optional<UUID> itself,
      Instant now) {
    // Of invitations at once none may count the others as not yet there.
    sql.run("select 1 from person where id = $1 for update", host);
    if (!start.isBefore(end)) return Optional.of(Refusal.ENDS_BEFORE_START);
    var slot = new TimeSlot(start, end);
    var known =
        new VisitRules.Host(
            VisitStore.isThere(sql, host, site.id(), slot),
            VisitStore.spaces(sql, host, site.id(), slot),
            VisitStore.open(sql, host, itself, now),
            actor.manages(site.id()));
    return VisitRules.check(start, end, space.map(Space::id), known, now);
  }

  private static boolean escorted(Site site, Optional<Space> space) {
    String zone =
        space
            .map(Space::zone)
            .or(
                () ->
                    site.doors().stream()
                        .filter(door -> door.from().equals(Zone.OUTSIDE))
                        .map(door -> door.to())
                        .findFirst())
            .orElse("");
    return site.zones().stream().anyMatch(one -> one.code().equals(zone) && one.escort());
  }

  private static boolean mayChange(Actor actor, Visit visit) {
    return actor.id().equals(visit.host().id()) || actor.manages(visit.site());
  }

  private static boolean atDesk(Actor actor, String site, Visit visit) {
    return visit.site().equals(site) && actor.manages(site);
  }
}
