package mogador.occupancy;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import mogador.platform.Database;
import mogador.platform.Expiring;
import mogador.sites.Network;
import mogador.sites.OpenSince;
import mogador.sites.Site;
import mogador.sites.Space;

/**
 * Keeps what people counters say, each reading once, and counts who is inside by it. Whether that
 * is anybody is a sign of presence, as often as a counter speaks.
 */
public final class CountStore implements CountLog, AutoCloseable {
  /** Long enough for a muster; what was used over time is another's to keep. */
  public static final Expiring READINGS =
      new Expiring("count_reading", "happened_at", Duration.ofDays(30));

  private final Database database;
  private final Supplier<Network> network;
  private final PresenceBoard board;
  private final Clock clock;
  private final BatchWriter<Counted> writer;
  private final Map<Counter, CountReading> last = new ConcurrentHashMap<>();

  private record Counter(String site, String device) {}

  private record Counted(String site, long space, CountReading reading) {}

  /**
   * Keeps nothing until started.
   *
   * @param board hears whether somebody is in the spaces without parts
   */
  public CountStore(
      Database database,
      Supplier<Network> network,
      PresenceBoard board,
      Clock clock,
      MeterRegistry meters) {
    this.database = database;
    this.network = network;
    this.board = board;
    this.clock = clock;
    writer = new BatchWriter<>("count-store", this::store, meters, "mogador_counts");
  }

  public void start() {
    writer.start();
  }

  @Override
  public void counted(String site, long space, CountReading reading) {
    boolean[] news = {false};
    last.compute(
        new Counter(site, reading.device()),
        (counter, before) -> {
          news[0] = before == null || reading.isNewsAfter(before);
          return news[0] ? reading : before;
        });
    if (news[0]) writer.offer(new Counted(site, space, reading));
  }

  /** Writes what waits, if the database is there, and stops. */
  @Override
  public void close() {
    writer.close();
  }

  private void store(List<Counted> batch) {
    database
        .sql()
        .runEach(
            """
            insert into count_reading (site_id, space_id, device_code, boot, count_in, count_out,
              happened_at, received_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing\
            """,
            batch.stream().map(this::values).toList());
    batch.forEach(this::tell);
  }

  /** How many there were when the counter spoke; by what is stored, so the same on each server. */
  private void tell(Counted counted) {
    Instant at = counted.reading().at();
    Network now = network.get();
    Optional<Site> site = now.site(counted.site());
    if (site.isEmpty() || now.spaceById(counted.space()).filter(Space::isAtom).isEmpty()) return;
    HeadCounts.between(
            database.sql(), counted.site(), counted.space(), OpenSince.at(site.get(), at), at)
        .anybody()
        .map(is -> is ? Signal.Kind.OCCUPIED : Signal.Kind.VACANT)
        .map(kind -> new Signal(counted.reading().device(), kind, at))
        .ifPresent(sign -> board.heard(counted.space(), sign));
  }

  private List<Object> values(Counted counted) {
    CountReading reading = counted.reading();
    return List.of(
        counted.site(),
        counted.space(),
        reading.device(),
        reading.boot(),
        reading.in(),
        reading.out(),
        reading.at(),
        clock.instant());
  }
}
