package mogador.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.access.AccessSnapshot;
import mogador.access.CredentialKey;
import mogador.access.CredentialKind;
import mogador.access.Credentials.Listed;
import mogador.access.Decision;
import mogador.access.DecisionWords;
import mogador.access.DenialReason;
import mogador.access.Doorway;
import mogador.access.PersonAccess;
import mogador.access.Whereabouts.Passage;
import mogador.access.WhoOpens;
import mogador.desk.DeskStore.Found;
import mogador.desk.DeskStore.Passed;
import mogador.desk.DeskStore.Shown;
import mogador.identity.Actor;
import mogador.identity.People;
import mogador.kernel.LocalText;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Door;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Zone;
import mogador.web.Choice;

/** What a person's page shows. */
final class PersonViews {
  /** Rights that ended this long ago are shown. */
  private static final Duration RECENT = Duration.ofDays(7);

  private final Desk.Parts parts;
  private final Enrolments enrolments;
  private final Standings standings;

  PersonViews(Desk.Parts parts) {
    this.parts = parts;
    this.enrolments = new Enrolments(parts.access().steps(), parts.clock());
    this.standings = new Standings(parts.access());
  }

  /** Would this door open, at this time of the site? */
  record Asked(Door door, LocalDateTime at) {}

  LocalDateTime now(Site site) {
    return site.clock().localAt(parts.clock().instant()).truncatedTo(ChronoUnit.MINUTES);
  }

  /** Empty when there is no such person. */
  Optional<PersonPage> page(
      Actor actor,
      Site site,
      UUID id,
      Optional<Asked> asked,
      Optional<UUID> enrolling,
      Optional<String> said,
      Optional<String> refused) {
    Sql sql = parts.access().database().sql();
    Optional<Actor> whom = People.actor(sql, id);
    return DeskStore.person(sql, id)
        .map(
            found ->
                new PersonPage(
                    site.id(),
                    site.name(),
                    who(sql, site, found),
                    inside(site, id),
                    whom.map(actor::maySteward).orElse(false),
                    rights(sql, actor, site, id),
                    credentials(sql, site, id),
                    passages(sql, actor, site, id),
                    asking(sql, site, id, asked),
                    giving(sql, site),
                    readers(site),
                    enrolling.flatMap(one -> enrolling(sql, site, one, id)),
                    said,
                    refused));
  }

  private PersonPage.Who who(Sql sql, Site site, Found found) {
    Optional<PersonPage.Kept> kept =
        found.suspended()
            ? Optional.of(
                parts
                    .access()
                    .suspensions()
                    .of(sql, found.id())
                    .map(
                        why ->
                            new PersonPage.Kept(
                                why.reason(),
                                DeskStore.names(sql, List.of(why.by())).getOrDefault(why.by(), ""),
                                Optional.of(site.clock().localAt(why.at()))))
                    .orElse(new PersonPage.Kept("", "", Optional.empty())))
            : Optional.empty();
    return new PersonPage.Who(
        found.id().toString(),
        found.name().isBlank() ? found.email() : found.name(),
        found.email(),
        String.join(", ", found.companies()),
        kept);
  }

  /** What one source gives at one time is one right, however many spaces. */
  private List<PersonPage.Right> rights(Sql sql, Actor actor, Site here, UUID person) {
    record One(UUID source, String site, TimeSlot during) {}
    Instant now = parts.clock().instant();
    Map<One, List<Shown>> grouped = new LinkedHashMap<>();
    for (Shown shown : DeskStore.rights(sql, person, now.minus(RECENT))) {
      if (!actor.manages(shown.site())) continue;
      grouped
          .computeIfAbsent(
              new One(shown.sourceId(), shown.site(), shown.during()),
              one -> new java.util.ArrayList<>())
          .add(shown);
    }
    return grouped.values().stream().map(same -> right(here, same, now)).toList();
  }

  private PersonPage.Right right(Site here, List<Shown> same, Instant now) {
    Shown first = same.getFirst();
    Network network = parts.access().sites().current();
    Site site = network.site(first.site()).orElse(here);
    TimeSlot during = first.during();
    boolean hand = first.source().equals("hand");
    boolean over = !during.end().isAfter(now);
    return new PersonPage.Right(
        first.source(),
        site.id().equals(here.id()) ? Optional.empty() : Optional.of(site.name()),
        same.stream()
            .flatMap(one -> Reached.names(network, one.site(), one.space(), one.door()).stream())
            .toList(),
        site.clock().localAt(during.start()),
        site.clock().localAt(during.end()),
        first.schedule(),
        over ? "over" : during.start().isAfter(now) ? "later" : "now",
        first.reference(),
        first.givenBy(),
        switch (first.source()) {
          case "booking" -> Optional.of("/me/bookings/" + first.sourceId());
          case "lease" -> Optional.of("/ops/" + first.site() + "/rents");
          default -> Optional.empty();
        },
        hand && !over && site.id().equals(here.id())
            ? Optional.of(first.sourceId().toString())
            : Optional.empty());
  }

  private List<PersonPage.Credential> credentials(Sql sql, Site site, UUID person) {
    Instant now = parts.clock().instant();
    return parts.access().credentials().of(sql, person).stream()
        .map(
            one ->
                new PersonPage.Credential(
                    one.id().toString(),
                    one.kind().code(),
                    one.label(),
                    state(one, now),
                    site.clock().localAt(one.createdAt()).toLocalDate(),
                    one.expires().map(site.clock()::localAt)))
        .toList();
  }

  private static String state(Listed one, Instant now) {
    boolean active = one.status() == mogador.access.CredentialStatus.ACTIVE;
    return active && one.expired(now) ? "expired" : one.status().code();
  }

  /** Only where a zone's rules go by it, and as long as they do. */
  private Optional<PersonPage.Inside> inside(Site site, UUID person) {
    Instant now = parts.clock().instant();
    for (Zone zone : site.zones()) {
      Optional<Passage> last =
          zone.rules().count()
              ? parts.insideNow().of(site.id(), person, now.minus(zone.rules().forget()))
              : Optional.empty();
      if (last.filter(one -> one.zone().equals(zone.code())).isEmpty()) continue;
      return last.map(
          one ->
              new PersonPage.Inside(
                  zone.name(),
                  site.door(one.door()).map(Door::name).orElse(LocalText.same(one.door())),
                  site.clock().localAt(one.at())));
    }
    return Optional.empty();
  }

  private List<PersonPage.Passage> passages(Sql sql, Actor actor, Site here, UUID person) {
    Network network = parts.access().sites().current();
    List<String> managed = network.sites().stream().map(Site::id).filter(actor::manages).toList();
    return DeskStore.passages(sql, person, managed).stream()
        .flatMap(
            passed -> network.site(passed.site()).map(site -> passage(here, site, passed)).stream())
        .toList();
  }

  private static PersonPage.Passage passage(Site here, Site site, Passed passed) {
    return new PersonPage.Passage(
        site.clock().localAt(passed.at()),
        passed.granted(),
        site.door(passed.door())
            .map(Door::name)
            .orElse(LocalText.same(passed.door().isEmpty() ? passed.device() : passed.door())),
        passed.kind(),
        DecisionWords.ofReason(passed.reason()),
        site.id().equals(here.id()) && isAgain(passed.reason()));
  }

  private static boolean isAgain(String reason) {
    return reason.equals(DenialReason.ANTI_PASSBACK.code());
  }

  private PersonPage.Asking asking(Sql sql, Site site, UUID person, Optional<Asked> asked) {
    List<Choice> doors =
        site.doors().stream()
            .map(
                door ->
                    new Choice(
                        door.code(),
                        door.name(),
                        asked.map(a -> a.door().code().equals(door.code())).orElse(false)))
            .toList();
    if (asked.isEmpty()) {
      return new PersonPage.Asking(doors, now(site), false, List.of(), List.of());
    }
    Instant at = site.clock().firstInstant(asked.get().at());
    AccessSnapshot snapshot = parts.snapshot().get();
    Optional<Doorway> door = snapshot.door(site.id(), asked.get().door().code());
    return new PersonPage.Asking(
        doors,
        asked.get().at(),
        true,
        door.map(known -> answers(sql, snapshot, known, person, at)).orElse(List.of()),
        door.map(known -> standings.now(sql, site, known, person, at)).orElse(List.of()));
  }

  /** By the very decision that the door would get, for each credential in hand. */
  private List<PersonPage.Answer> answers(
      Sql sql, AccessSnapshot snapshot, Doorway door, UUID person, Instant at) {
    Map<CredentialKey, Listed> known = parts.access().credentials().keys(sql, person);
    Optional<PersonAccess> access = snapshot.person(person);
    if (access.isEmpty()) return List.of();
    return access.get().credentials().stream()
        .filter(held -> held.key().kind() != CredentialKind.PIN)
        .map(
            held -> {
              Decision decision =
                  WhoOpens.ask(
                      snapshot, parts.insideNow(), door.key(), access.get(), held.key(), at);
              return new PersonPage.Answer(
                  held.key().kind().code(),
                  Optional.ofNullable(known.get(held.key())).map(Listed::label).orElse(""),
                  decision instanceof Decision.Granted,
                  DecisionWords.of(decision),
                  isAgain(decision.reason()));
            })
        .toList();
  }

  private PersonPage.Giving giving(Sql sql, Site site) {
    LocalDateTime from = now(site).truncatedTo(ChronoUnit.HOURS);
    return new PersonPage.Giving(
        site.spaces().stream().map(space -> new Choice(space.code(), space.name(), false)).toList(),
        site.doors().stream().map(door -> new Choice(door.code(), door.name(), false)).toList(),
        parts.access().schedules().of(sql, site.id()).stream()
            .map(one -> new Choice(one.id().toString(), LocalText.same(one.name()), false))
            .toList(),
        from,
        from.toLocalDate().plusDays(1).atStartOfDay());
  }

  private static List<Choice> readers(Site site) {
    return site.devices().stream()
        .flatMap(
            place ->
                place.door().flatMap(site::door).stream()
                    .map(door -> new Choice(place.code(), door.name(), false)))
        .toList();
  }

  private Optional<PersonPage.Enrolling> enrolling(Sql sql, Site site, UUID id, UUID person) {
    return enrolments
        .find(sql, id, person)
        .filter(waiting -> waiting.site().equals(site.id()))
        .map(
            waiting ->
                new PersonPage.Enrolling(
                    waiting.id().toString(),
                    site.device(waiting.device())
                        .flatMap(place -> place.door())
                        .flatMap(site::door)
                        .map(Door::name)
                        .orElse(LocalText.same(waiting.device())),
                    waiting.left(parts.clock().instant()).toSeconds(),
                    waiting.heard().map(heard -> site.clock().localAt(heard.at())),
                    waiting.heard().map(heard -> heard.key().kind().code()).orElse("")));
  }
}
