package mogador.devices;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mogador.alarms.AlarmRules;
import mogador.alarms.AlarmRules.DeniedAt;
import mogador.alarms.Subject;
import mogador.platform.Sql;

/** Which denials are too many: at one door, or of one credential at several. */
final class RepeatedDenials {
  /** What tells of the network, not of whoever presented something. */
  private static final String NO_ANSWER = "no_answer";

  private static final int MOST = 5_000;

  private RepeatedDenials() {}

  /** Whether an event is a denial that counts. */
  static boolean counts(StoredEvent event) {
    return event.kind().equals("denied") && !NO_ANSWER.equals(event.reason().orElse(""));
  }

  /** Those denials that are too many at their door. */
  static Set<StoredEvent> atOneDoor(Sql sql, List<StoredEvent> events) {
    Map<Subject, List<StoredEvent>> atDoors =
        denials(events).stream().collect(Collectors.groupingBy(RepeatedDenials::door));
    Set<StoredEvent> repeated = new HashSet<>();
    atDoors.forEach(
        (door, denials) -> {
          List<Instant> all = around(sql, denials);
          denials.stream()
              .filter(denial -> AlarmRules.isRepeated(denial.happenedAt(), all))
              .forEach(repeated::add);
        });
    return repeated;
  }

  /** Those denials that are too many of their credential. */
  static Set<StoredEvent> ofOneCredential(Sql sql, List<StoredEvent> events) {
    record One(String site, String credential) {}
    Map<One, List<StoredEvent>> ofCredentials =
        denials(events).stream()
            .filter(event -> event.credential().isPresent())
            .collect(
                Collectors.groupingBy(
                    event -> new One(event.site(), event.credential().orElseThrow())));
    Set<StoredEvent> repeated = new HashSet<>();
    ofCredentials.forEach(
        (one, denials) -> {
          List<DeniedAt> all = ofCredential(sql, one.credential(), denials);
          denials.stream()
              .filter(denial -> AlarmRules.isDeniedEverywhere(denial.happenedAt(), all))
              .forEach(repeated::add);
        });
    return repeated;
  }

  private static List<StoredEvent> denials(List<StoredEvent> events) {
    return events.stream()
        .filter(RepeatedDenials::counts)
        .sorted(Comparator.comparing(StoredEvent::happenedAt))
        .toList();
  }

  /** The same for all devices of a door. */
  private static Subject door(StoredEvent event) {
    return Subject.door(event.site(), "", event.door().orElse(""));
  }

  /** When people were denied at one door, from shortly before the first of these; in order. */
  private static List<Instant> around(Sql sql, List<StoredEvent> denials) {
    StoredEvent first = denials.getFirst();
    return sql.list(
        row -> Sql.instant(row, "happened_at"),
        """
        select happened_at from journal_event
        where site_id = $1 and happened_at between $2 and $3 and kind = 'denied'
          and content->>'door' = $4 and content->>'reason' <> $5
        order by happened_at limit $6
        """,
        first.site(),
        first.happenedAt().minus(AlarmRules.WITHIN),
        denials.getLast().happenedAt().plus(AlarmRules.WITHIN),
        first.door().orElse(""),
        NO_ANSWER,
        MOST);
  }

  /** When and where one credential was denied, likewise. */
  private static List<DeniedAt> ofCredential(
      Sql sql, String credential, List<StoredEvent> denials) {
    StoredEvent first = denials.getFirst();
    return sql.list(
        row -> new DeniedAt(row.getString("door"), Sql.instant(row, "happened_at")),
        """
        select happened_at, coalesce(content->>'door', '') as door from journal_event
        where site_id = $1 and happened_at between $2 and $3 and kind = 'denied'
          and content->'credential'->>'hash' = $4 and content->>'reason' <> $5
        order by happened_at limit $6
        """,
        first.site(),
        first.happenedAt().minus(AlarmRules.WITHIN_DOORS),
        denials.getLast().happenedAt().plus(AlarmRules.WITHIN_DOORS),
        credential,
        NO_ANSWER,
        MOST);
  }
}
