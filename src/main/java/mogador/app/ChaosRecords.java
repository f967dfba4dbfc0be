package mogador.app;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mogador.audit.VerifyAudit;
import mogador.platform.Database;

/** Whether there is in the database what was answered: at doors, to people, and to devices. */
final class ChaosRecords {
  private final ChaosPark park;
  private final Database database;
  private final ChaosDoors doors;
  private final ChaosOffice office;
  private final ChaosCalls.Troubles troubles;
  private final PrintWriter out;

  ChaosRecords(
      ChaosPark park,
      ChaosDoors doors,
      ChaosOffice office,
      ChaosCalls.Troubles troubles,
      PrintWriter out) {
    this.park = park;
    this.database = park.database();
    this.doors = doors;
    this.office = office;
    this.troubles = troubles;
    this.out = out;
  }

  /**
   * To be asked once devices have told all they had to tell.
   *
   * @param faults what is wrong is added to these
   */
  void check(List<String> faults) throws InterruptedException, IOException {
    everyEventIsStoredOnce(faults);
    everyAnswerIsKept(faults);
    theTrailIsWhole(faults);
  }

  private void everyEventIsStoredOnce(List<String> faults)
      throws InterruptedException, IOException {
    long events = 0;
    long told = 0;
    for (JsonObject device : doors.devices()) {
      JsonObject journal = device.getJsonObject("journal");
      long last = journal.getLong("last");
      String id = journal.getString("id");
      long stored =
          count(
              "select count(*) from journal_event where journal_id = $1 and sequence <= $2",
              id,
              last);
      events += stored;
      told += last;
      if (stored != last) {
        faults.add(
            device.getString("device") + " told " + last + " events, " + stored + " are stored");
      }
    }
    Map<String, Boolean> kept = new TreeMap<>();
    Set<String> twice = new HashSet<>();
    database
        .sql()
        .list(
            row -> {
              String request = row.getString(0);
              if (kept.put(request, row.getBoolean(1)) != null) twice.add(request);
              return request;
            },
            """
            select content->>'request', kind = 'granted' from journal_event
            where kind in ('granted', 'denied') and content->>'request' is not null
            """);
    long missing =
        doors.answered.entrySet().stream()
            .filter(one -> !one.getValue().equals(kept.get(one.getKey())))
            .count();
    if (missing > 0) faults.add(missing + " answers at doors are not in the journal as they were");
    if (!twice.isEmpty()) faults.add(twice.size() + " presentations are in the journal twice");
    long conflicts = count("select count(*) from journal_conflict");
    if (conflicts > 0) faults.add(conflicts + " events came with two contents");
    long byList = count("select count(*) from journal_event where content->>'decided_by' = 'list'");
    out.printf(
        "events: %,d told, %,d stored; %,d decisions, %,d of them by a reader's own list%n",
        told, events, kept.size(), byList);
  }

  private void everyAnswerIsKept(List<String> faults) {
    Map<String, String> kept = new TreeMap<>();
    Set<String> purposes = new HashSet<>();
    database
        .sql()
        .list(
            row -> {
              if (!purposes.add(row.getString(2))) {
                faults.add("booked twice: " + row.getString(2));
              }
              return kept.put(row.getUUID(0).toString(), row.getString(1));
            },
            "select id, status, purpose from booking");
    office.bookings.forEach(
        (id, status) -> {
          if (!status.equals(kept.get(id))) {
            faults.add("booking " + id + " was answered " + status + " and is " + kept.get(id));
          }
        });
    if (kept.size() != office.bookings.size()) {
      faults.add(office.bookings.size() + " bookings were answered, " + kept.size() + " are there");
    }
    if (troubles.broken().sum() > 0) {
      faults.add(troubles.broken().sum() + " answers were of a server that did not know why");
      faults.addAll(park.complaints());
    }
    out.printf(
        "office: %,d bookings answered, %,d kept; %,d rights given and taken away; %,d requests"
            + " cut off, %,d told to try again%n",
        office.bookings.size(),
        kept.size(),
        office.changes.sum(),
        troubles.cutOff().sum(),
        troubles.unavailable().sum());
  }

  private void theTrailIsWhole(List<String> faults) {
    var verify = new VerifyAudit(database);
    for (String site : verify.sites()) {
      VerifyAudit.Verdict verdict = verify.verify(site, List.of());
      verdict.broken().ifPresent(broken -> faults.add("audit of " + site + ": " + broken));
      out.printf("audit: %s, %,d entries%n", site, verdict.whole().number());
    }
  }

  private long count(String query, Object... values) {
    return database.sql().first(row -> row.getLong(0), query, values).orElseThrow();
  }
}
