package mogador.devices;

import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import mogador.access.AccessSnapshot;
import mogador.access.Doorway;
import mogador.access.Resets;
import mogador.access.Whereabouts.Passage;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.sites.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a door that has let somebody through says of where they are now. */
final class Passages {
  private static final Logger LOG = LoggerFactory.getLogger(Passages.class);

  private final Database database;
  private final Supplier<AccessSnapshot> snapshot;
  private final Clock clock;
  private volatile Set<DeviceId> inner = Set.of();
  private volatile Map<String, Duration> counting = Map.of();
  private volatile Set<String> escorting = Set.of();
  private volatile boolean passagesRead;
  private volatile boolean resetsRead;

  Passages(Database database, Supplier<AccessSnapshot> snapshot, Clock clock) {
    this.database = database;
    this.snapshot = snapshot;
    this.clock = clock;
  }

  void watch(Network network) {
    inner = Watch.innerReaders(network);
    counting = Watch.counting(network);
    escorting = Watch.escorting(network);
  }

  /** Whether a reader is on the inner side of its door. */
  boolean goesOut(DeviceId reader) {
    return inner.contains(reader);
  }

  /** Whether a site has a zone that must know who is in it. */
  boolean counts(String site) {
    return counting.containsKey(site);
  }

  /** Whether it matters at a site who came before whom. */
  boolean goTogether(String site) {
    return counts(site) || escorting.contains(site);
  }

  /** Whether what is stored of who is where has been read. */
  boolean isRead() {
    return passagesRead && resetsRead;
  }

  /** Who was let through, by an event that says so. */
  Optional<Passage> of(JournalEvent event) {
    return event
        .person()
        .flatMap(
            person ->
                passage(
                    event.key().journal().device(),
                    event.field("door").orElse(""),
                    person,
                    event.time().at()));
  }

  /** The same as {@link #load}, unless it was read already. */
  void loadOnce(AtReaders readers) {
    if (!passagesRead) load(readers);
  }

  /**
   * Reads who went where, such as after a start; as long ago as a zone remembers. Not before the
   * doors are known, without which no passage leads anywhere.
   */
  void load(AtReaders readers) {
    if (snapshot.get() == AccessSnapshot.EMPTY) return;
    Map<String, Duration> now = counting;
    try {
      Instant since = clock.instant().minus(longest());
      PassageStore.since(database.sql(), now.keySet(), since, this::told).forEach(readers::keep);
      passagesRead = true;
    } catch (RuntimeException e) {
      LOG.warn("who is in which zone could not be read: {}", e.toString());
    }
  }

  /** Reads what of it does not count any more, likewise. */
  void loadResets(AtReaders readers) {
    try {
      Resets.since(database.sql(), clock.instant().minus(longest())).forEach(readers::keep);
      resetsRead = true;
    } catch (RuntimeException e) {
      LOG.warn("whose whereabouts were reset could not be read: {}", e.toString());
    }
  }

  private Duration longest() {
    return counting.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private Optional<PassageStore.Told> told(Row row) {
    var reader = new DeviceId(row.getString("site_id"), row.getString("device_code"));
    String door = Optional.ofNullable(row.getString("door")).orElse("");
    boolean waited = row.getString("kind").equals("denied");
    return passage(reader, door, row.getUUID("person_id"), Sql.instant(row, "happened_at"))
        .map(passage -> new PassageStore.Told(reader, passage, waited));
  }

  private Optional<Passage> passage(DeviceId reader, String door, UUID person, Instant at) {
    return snapshot
        .get()
        .door(reader.site(), door)
        .map(Doorway::leads)
        .map(leads -> goesOut(reader) ? leads.from() : leads.to())
        .map(
            zone ->
                new Passage(person, reader.site(), zone, door, at.truncatedTo(ChronoUnit.MILLIS)));
  }
}
