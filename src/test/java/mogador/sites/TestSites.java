package mogador.sites;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Site files for tests. */
public final class TestSites {
  private TestSites() {}

  /** A street, a hall, a work room with a table of two, an office. */
  public static final String SMALL =
      """
      id: sidi
      name: {fr: Sidi, ar: سيدي, en: Sidi}
      zone: Africa/Casablanca
      status: open
      address: 1, rue du Port
      area: 100.50
      hours:
        mon: 08:00-20:00
        sat: 09:00-12:30, 14:00-24:00
      prices:
        position: {hour: 20.50, day: 120, vat: 20}
        table: {hour: 70, day: 400, vat: 20}
      rent: {per_m2_month: 50.00, vat: 20}
      floors:
        - code: g
          name: {fr: Rez-de-chaussée, ar: الطابق الأرضي, en: Ground floor}
          size: [1000, 800]
          decor:
            - {kind: wall, line: [[0, 0], [1000, 0], [1000, 800]]}
            - {kind: plant, at: [10, 20]}
      zones:
        - {code: hall, name: Hall}
        - {code: work, name: {fr: Travail, ar: العمل, en: Work}}
      spaces:
        - {code: p-1, kind: position, floor: g, zone: work, name: A, capacity: 1, bookable: true, shape: {rect: [100, 100, 100, 80]}}
        - {code: p-2, kind: position, floor: g, zone: work, name: B, capacity: 1, bookable: true, shape: {rect: [200, 100, 100, 80]}}
        - code: t-a
          kind: table
          floor: g
          zone: work
          name: {fr: Table A, ar: طاولة أ, en: Table A}
          capacity: 2
          bookable: true
          parts: [p-1, p-2]
          shape: {rect: [100, 100, 200, 80]}
        - code: b-1
          kind: office
          floor: g
          zone: hall
          name: {fr: Bureau 1, ar: مكتب 1, en: Office 1}
          capacity: 3
          area: 14.5
          features: [sea-view]
          bookable: false
          shape: {polygon: [[500, 100], [900, 100], [900, 400], [500, 500]]}
          label: [700, 250]
      doors:
        - {code: d-in, name: Entrée, floor: g, at: [20, 0], width: 180, opens: south, from: outside, to: hall}
        - {code: d-work, name: Travail, floor: g, at: [50, 100], opens: east, from: hall, to: work}
      readers:
        - {code: r-1, door: d-in}
      sensors:
        - {code: seat-p-1, kind: seat_sensor, space: p-1}
      """;

  public static SiteDocument document(String yaml) {
    return switch (SiteFile.read(yaml)) {
      case SiteFile.Good(SiteDocument document) -> document;
      case SiteFile.Bad(List<Complaint> complaints) -> throw new AssertionError(complaints);
    };
  }

  /** A site as if it had just been imported: ids in the file's order, from 1. */
  public static Site site(SiteDocument document) {
    Map<String, Long> ids = new HashMap<>();
    document.spaces().forEach(space -> ids.put(space.code(), ids.size() + 1L));
    return NetworkReader.site(document, ids, ImportSite.atoms(document, ids));
  }
}
