package mogador.reporting;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import mogador.access.DecisionWords;
import mogador.audit.AuditEntry;
import mogador.audit.AuditRecord;
import mogador.kernel.Language;
import mogador.kernel.LocalText;
import mogador.reporting.AuditPage.Who;
import mogador.sites.DevicePlace;
import mogador.sites.Door;
import mogador.sites.Floor;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.Formats;
import mogador.web.Messages;

/** Entries of the trail as people read them. */
final class AuditWords {
  private final Site site;
  private final Map<UUID, String> names;

  /**
   * For a site's entries, or those of the network seen from it.
   *
   * @param names of the persons they speak of, as they are now
   */
  AuditWords(Site site, Map<UUID, String> names) {
    this.site = site;
    this.names = names;
  }

  AuditPage.Row row(AuditRecord entry) {
    return new AuditPage.Row(
        entry.number(),
        site.clock().localAt(entry.at()).toLocalTime(),
        entry.kind().equals("event"),
        title(entry),
        about(entry),
        note(entry),
        who(entry, AuditEntry.BY),
        who(entry, AuditEntry.PERSON),
        who(entry, "why"));
  }

  private static LocalText title(AuditRecord entry) {
    if (entry.kind().equals("event")) {
      String kind = entry.detail("kind").orElse("other");
      return known("event." + kind).orElseGet(() -> same(kind));
    }
    return known("audit.kind." + entry.kind()).orElseGet(() -> same(entry.kind()));
  }

  private Optional<LocalText> about(AuditRecord entry) {
    return switch (entry.kind()) {
      case "event", "event_contradicted", "events_lost", "command_asked", "command_answered" ->
          entry
              .detail("door")
              .flatMap(site::door)
              .map(Door::name)
              .or(() -> Optional.of(device(entry.detail("device").orElse(entry.subject()))));
      case "schedule_added", "schedule_changed", "schedule_retired" ->
          Optional.of(same(entry.subject()));
      case "alarm_acknowledged", "alarm_cleared" ->
          entry.detail("alarm").flatMap(kind -> known("alarm." + kind));
      case "device_locked_out",
          "device_taken_up",
          "device_created",
          "device_code_made",
          "device_provisioned",
          "keys_fetched",
          "keys_renewed" ->
          Optional.of(device(entry.subject()));
      case "credential_found", "credential_changed", "pin_set" ->
          known("audit.credential." + entry.subject());
      case "door_mode_begun", "door_mode_ended" ->
          entry.detail("mode").flatMap(mode -> known("emergency.mode." + mode));
      case "password_issued" -> Optional.of(device(entry.subject()));
      case "qr_issued", "credential_enrolled", "credential_revoked", "credential_lost" ->
          known("audit.credential." + entry.subject());
      case "firmware_added" -> Optional.of(same(entry.subject()));
      case "rollout_begun", "rollout_halted", "rollout_ended" ->
          entry.detail("version").map(AuditWords::same);
      case "site_imported" -> Optional.of(site.name());
      case "count_corrected" -> site.space(entry.subject()).map(Space::name);
      case "layout_added", "layout_withdrawn" -> Optional.of(floor(entry.subject()));
      case "passes_given", "credits_given" -> known("kinds." + entry.subject());
      case "lease_granted" -> Optional.of(same(entry.subject()));
      default -> Optional.empty();
    };
  }

  private static Optional<LocalText> note(AuditRecord entry) {
    return switch (entry.kind()) {
      case "command_asked" ->
          entry.detail("action").flatMap(action -> known("command.action." + action));
      case "event", "command_answered" ->
          entry
              .detail("outcome")
              .flatMap(outcome -> known("audit.outcome." + outcome))
              .or(() -> entry.detail("reason").map(DecisionWords::ofReason));
      case "count_corrected" -> entry.detail("inside").map(n -> counted("audit.people", n));
      case "events_lost" -> entry.detail("missing").map(n -> counted("audit.missing", n));
      case "passes_given" ->
          entry
              .detail("passes")
              .map(n -> counted("price.unit." + entry.detail("unit").orElse("day"), n));
      case "credits_given" -> entry.detail("minutes").map(n -> counted("accepted.minutes", n));
      case "layout_added", "layout_withdrawn", "lease_granted" ->
          entry
              .detail(entry.kind().equals("lease_granted") ? "starts_on" : "from")
              .map(AuditWords::from);
      default -> Optional.empty();
    };
  }

  private Who who(AuditRecord entry, String field) {
    if (entry.erased(field)) return new Who.Erased();
    return entry
        .field(field)
        .<Who>map(
            text ->
                new Who.Known(
                    entry.person(field).map(id -> names.getOrDefault(id, text)).orElse(text)))
        .orElseGet(Who.Nobody::new);
  }

  /** What a device watches, or its code; a subject begins with it. */
  private LocalText device(String subject) {
    String code = subject.split("/", 2)[0];
    Optional<DevicePlace> place = site.device(code);
    return place
        .flatMap(DevicePlace::door)
        .flatMap(site::door)
        .map(Door::name)
        .or(() -> place.flatMap(DevicePlace::space).flatMap(site::space).map(Space::name))
        .orElse(same(code));
  }

  private LocalText floor(String code) {
    return site.floors().stream()
        .filter(floor -> floor.code().equals(code))
        .findFirst()
        .map(Floor::name)
        .orElse(same(code));
  }

  private static LocalText from(String day) {
    try {
      LocalDate date = LocalDate.parse(day);
      return in(
          language ->
              Messages.in(language)
                  .text("audit.from", "day", Formats.in(language).numericDate(date)));
    } catch (DateTimeParseException e) {
      return same(day);
    }
  }

  private static LocalText counted(String key, String count) {
    return in(language -> Messages.in(language).text(key, "count", Long.parseLong(count)));
  }

  private static Optional<LocalText> known(String key) {
    return Messages.in(Language.FR).has(key)
        ? Optional.of(in(language -> Messages.in(language).text(key)))
        : Optional.empty();
  }

  private static LocalText in(Function<Language, String> text) {
    return new LocalText(text.apply(Language.FR), text.apply(Language.AR), text.apply(Language.EN));
  }

  /** A text must say something. */
  private static LocalText same(String text) {
    return LocalText.same(text.isBlank() ? "?" : text);
  }
}
