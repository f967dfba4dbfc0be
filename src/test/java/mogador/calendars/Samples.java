package mogador.calendars;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.Ids;
import mogador.platform.TestDatabase;
import mogador.sites.Network;
import mogador.sites.SeedSites;
import mogador.sites.SiteFile;
import mogador.sites.Sites;
import mogador.sites.Space;

/** Entries of Essaouira, and of a site whose clock changes twice a year. */
final class Samples {
  static final String PARIS = "saint-malo";
  static final Sender SENDER = new Sender("https://mogador.example", "mogador@technopark.example");
  static final Instant STAMP = Instant.parse("2026-11-22T08:00:00Z");
  static final Person NADIA =
      new Person(UUID.randomUUID(), "nadia@example.ma", "Nadia Berrada", Language.FR, false);

  private Samples() {}

  /** Both sites, imported. */
  static Sites sites(TestDatabase database) {
    var sites = new Sites(database.database());
    sites.load();
    imported(sites, SeedSites.file("essaouira"));
    imported(
        sites,
        SeedSites.file("essaouira")
            .replaceFirst("id: essaouira", "id: " + PARIS)
            .replace("Africa/Casablanca", "Europe/Paris"));
    return sites;
  }

  private static void imported(Sites sites, String file) {
    if (!(SiteFile.read(file) instanceof SiteFile.Good(var document))) {
      throw new IllegalStateException(file);
    }
    if (!(sites.importSite(document, STAMP) instanceof Sites.Imported)) {
      throw new IllegalStateException(document.id());
    }
  }

  static Entry entry(Space space, LocalDateTime from, Duration length, SiteZone zone) {
    Instant start = zone.firstInstant(from);
    Instant end = start.plus(length);
    return new Entry(
        Ids.next(STAMP),
        "ESS-7K2M4Q",
        space.site(),
        space.id(),
        NADIA,
        Entry.Standing.CONFIRMED,
        from,
        zone.localAt(end),
        new TimeSlot(start, end),
        0,
        STAMP,
        STAMP,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        9_600,
        0);
  }

  static Space space(Network network, String site, String code) {
    return network.space(site, code).orElseThrow();
  }

  /** The same, otherwise. */
  record With(Entry entry) {
    With holder(Person holder) {
      return new With(
          copy(holder, entry.standing(), entry.sequence(), entry.purpose(), entry.recurrence()));
    }

    With standing(Entry.Standing standing) {
      return new With(
          copy(entry.holder(), standing, entry.sequence(), entry.purpose(), entry.recurrence()));
    }

    With sequence(int sequence) {
      return new With(
          copy(entry.holder(), entry.standing(), sequence, entry.purpose(), entry.recurrence()));
    }

    With purpose(String purpose) {
      return new With(
          copy(entry.holder(), entry.standing(), entry.sequence(), purpose, entry.recurrence()));
    }

    With recurrence(LocalDateTime start) {
      return new With(
          copy(
              entry.holder(),
              entry.standing(),
              entry.sequence(),
              entry.purpose(),
              Optional.of(start)));
    }

    /** In a series, whose id this is. */
    Entry of(UUID series) {
      return new Entry(
          entry.id(),
          entry.reference(),
          entry.site(),
          entry.space(),
          entry.holder(),
          entry.standing(),
          entry.from(),
          entry.to(),
          entry.slot(),
          entry.sequence(),
          entry.createdAt(),
          entry.changedAt(),
          Optional.of(series),
          entry.recurrence(),
          entry.decideBy(),
          entry.purpose(),
          entry.priceCentimes(),
          entry.refundCentimes());
    }

    private Entry copy(
        Person holder,
        Entry.Standing standing,
        int sequence,
        String purpose,
        Optional<LocalDateTime> recurrence) {
      return new Entry(
          entry.id(),
          entry.reference(),
          entry.site(),
          entry.space(),
          holder,
          standing,
          entry.from(),
          entry.to(),
          entry.slot(),
          sequence,
          entry.createdAt(),
          entry.changedAt(),
          entry.series(),
          recurrence,
          entry.decideBy(),
          purpose,
          entry.priceCentimes(),
          entry.refundCentimes());
    }
  }
}
