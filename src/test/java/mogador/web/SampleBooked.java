package mogador.web;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import mogador.kernel.LocalText;
import mogador.reporting.BookedFigures;
import mogador.reporting.BookedPage;
import mogador.reporting.BookedPage.Measure;
import mogador.reporting.BookedPage.Part;
import mogador.reporting.BookedPage.Row;
import mogador.reporting.BookedPage.Unit;

/** What became of bookings: of busy weeks beside another site, of none, and of too few people. */
final class SampleBooked {
  private static final long HOUR = 3_600_000;

  private SampleBooked() {}

  static Map<String, SamplePages.Sample> all() {
    var pages = new LinkedHashMap<String, SamplePages.Sample>();
    pages.put(
        "/ops/essaouira/use/booked",
        sample(Optional.of(LocalText.same("Technopark Casablanca")), false, busy(), parts()));
    pages.put("/booked/none", sample(Optional.empty(), false, List.of(), List.of()));
    pages.put("/booked/small", sample(Optional.empty(), true, small(), List.of()));
    return pages;
  }

  private static SamplePages.Sample sample(
      Optional<LocalText> with, boolean tooSmall, List<Measure> measures, List<Part> parts) {
    return new SamplePages.Sample(
        "reporting/booked.jte",
        new BookedPage(
            "essaouira",
            SamplePages.ESSAOUIRA,
            SamplePages.sites(),
            SamplePages.sites().subList(1, 3),
            LocalDate.of(2026, 11, 4),
            LocalDate.of(2026, 12, 1),
            LocalDate.of(2026, 10, 7),
            LocalDate.of(2026, 11, 3),
            measures.isEmpty(),
            with,
            List.of(new Choice("rdc", SamplePages.GROUND, with.isPresent())),
            List.of("office", "meeting_room", "position"),
            tooSmall ? Optional.of("office") : Optional.empty(),
            tooSmall,
            measures,
            parts));
  }

  private static List<Measure> busy() {
    return List.of(
        measure("bookings", Unit.COUNT, 412, 388, 1_904),
        measure("used", Unit.PERCENT, 74, 69, 58),
        measure("no_show", Unit.PERCENT, 9, 14, 21),
        measure("released", Unit.COUNT, 31, 40, 212),
        measure("early", Unit.PERCENT, 17, 16, 24),
        measure("rebooked", Unit.PERCENT, 22, 12, 8),
        measure("unknown", Unit.COUNT, 6, 19, 77),
        measure("squatted", Unit.PERCENT, 5, 8, 12),
        measure("median", Unit.MINUTES, 94, 88, 121),
        measure("longest", Unit.MINUTES, 552, 498, 611));
  }

  private static List<Measure> small() {
    return List.of(
        new Measure("bookings", Unit.COUNT, Optional.empty(), Optional.empty(), Optional.empty()),
        new Measure("squatted", Unit.PERCENT, Optional.of(0), Optional.of(4), Optional.empty()));
  }

  private static Measure measure(String code, Unit unit, int now, int before, int other) {
    return new Measure(code, unit, Optional.of(now), Optional.of(before), Optional.of(other));
  }

  private static List<Part> parts() {
    return List.of(
        new Part(
            "kind",
            List.of(
                row(Optional.of("meeting_room"), Optional.empty(), Optional.empty(), 120),
                row(Optional.of("position"), Optional.empty(), Optional.empty(), 260),
                kept(Optional.of("office"), Optional.empty()))),
        new Part(
            "company",
            List.of(
                row(Optional.empty(), Optional.empty(), name("Arganier Labs"), 64),
                kept(Optional.empty(), name("Atlas Numérique SARL")),
                row(Optional.empty(), Optional.empty(), Optional.empty(), 190))),
        new Part(
            "space",
            List.of(
                row(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new LocalText("Salle Arganier", "قاعة الأركان", "Argan room")),
                    88))),
        new Part(
            "hour",
            IntStream.range(9, 12)
                .mapToObj(
                    hour ->
                        row(
                            Optional.empty(),
                            Optional.of(LocalTime.of(hour, 0)),
                            Optional.empty(),
                            4 * hour))
                .toList()));
  }

  private static Optional<LocalText> name(String name) {
    return Optional.of(LocalText.same(name));
  }

  private static Row row(
      Optional<String> kind, Optional<LocalTime> hour, Optional<LocalText> name, int bookings) {
    var time = new BookedFigures.Time(bookings * HOUR, bookings * HOUR / 9, HOUR, HOUR, HOUR);
    var figures =
        new BookedFigures(
            bookings,
            bookings * 3 / 4,
            bookings / 8,
            bookings - bookings * 3 / 4 - bookings / 8,
            0,
            bookings / 9,
            3,
            time);
    return new Row(kind, hour, name, false, Optional.of(figures), Optional.of(bookings));
  }

  private static Row kept(Optional<String> kind, Optional<LocalText> name) {
    return new Row(kind, Optional.empty(), name, true, Optional.empty(), Optional.empty());
  }
}
