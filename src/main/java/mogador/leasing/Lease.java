package mogador.leasing;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import mogador.kernel.Money;
import mogador.kernel.Vat;

/**
 * Offices held by a company for a period at a rent per m² and month.
 *
 * @param startsOn the first day
 * @param endsOn the day after the last
 * @param rate per m² and month, before tax
 */
public record Lease(
    UUID id,
    String reference,
    String site,
    UUID company,
    String companyName,
    List<Leased> spaces,
    LocalDate startsOn,
    LocalDate endsOn,
    Money rate,
    Vat vat) {
  public Lease {
    spaces = List.copyOf(spaces);
    if (!startsOn.isBefore(endsOn)) throw new IllegalArgumentException("ends before it starts");
  }

  /** A space as contracted; 1 m² is 10,000 cm². */
  public record Leased(long space, long areaCm2) {}

  public long areaCm2() {
    return spaces.stream().mapToLong(Leased::areaCm2).sum();
  }
}
