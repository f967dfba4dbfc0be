package mogador.app;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import mogador.platform.Database;
import mogador.sites.Complaint;
import mogador.sites.SiteDocument;
import mogador.sites.SiteFile;
import mogador.sites.Sites;

/** A park of seats in rows, each with a sensor of its own. */
final class BenchSensors {
  static final String SITE = "bench";
  private static final int IN_A_ROW = 50;
  private static final int APART = 200;

  private BenchSensors() {}

  /** Adds it to the network; seat i is {@code p-i} under {@code seat-p-i}. */
  static void add(Database database, int seats) {
    var sites = new Sites(database);
    sites.load();
    if (!(sites.importSite(document(seats), Clock.systemUTC().instant())
        instanceof Sites.Imported)) {
      throw new IllegalStateException(SITE + " was refused");
    }
  }

  private static SiteDocument document(int seats) {
    return switch (SiteFile.read(file(seats))) {
      case SiteFile.Good(SiteDocument document) -> document;
      case SiteFile.Bad(List<Complaint> complaints) ->
          throw new IllegalStateException(complaints.toString());
    };
  }

  private static String file(int seats) {
    int rows = (seats + IN_A_ROW - 1) / IN_A_ROW;
    int width = IN_A_ROW * APART + 500;
    int height = rows * APART + 500;
    var text =
        new StringBuilder(
            """
            id: bench
            name: Bench
            address: Bench
            zone: Africa/Casablanca
            status: open
            area: 10000
            hours: {mon: 00:00-24:00, tue: 00:00-24:00, wed: 00:00-24:00, thu: 00:00-24:00, fri: 00:00-24:00, sat: 00:00-24:00, sun: 00:00-24:00}
            prices:
              position: {hour: 25.00, vat: 20}
            """);
    text.append(
        String.format(
            Locale.ROOT,
            """
            floors:
              - {code: rdc, name: Hall, size: [%d, %d]}
            zones:
              - {code: hall, name: Hall}
            doors:
              - {code: d-hall, name: Hall, floor: rdc, at: [100, %d], opens: north, from: outside, to: hall}
            spaces:
            """,
            width,
            height,
            height));
    for (int i = 0; i < seats; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              """
                - {code: p-%d, kind: position, floor: rdc, zone: hall, name: %d, capacity: 1, bookable: true, shape: {rect: [%d, %d, 100, 100]}}
              """,
              i,
              i,
              100 + i % IN_A_ROW * APART,
              100 + i / IN_A_ROW * APART));
    }
    text.append("sensors:\n");
    for (int i = 0; i < seats; i++) {
      text.append(
          String.format(
              Locale.ROOT, "  - {code: seat-p-%d, kind: seat_sensor, space: p-%d}%n", i, i));
    }
    return text.toString();
  }
}
