package mogador.leasing;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mogador.kernel.Money;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/**
 * The rent of a site's month, lease by lease, and what stands empty.
 *
 * @param lines the leases that run in the month
 * @param officeAreaCm2 of all offices
 * @param leasedAreaCm2 of those leased, averaged over the month's days
 * @param vacant the offices without a lease on any day of the month
 */
record RentRoll(
    YearMonth month,
    List<Line> lines,
    Money rent,
    Money tax,
    long officeAreaCm2,
    long leasedAreaCm2,
    List<Space> vacant) {

  /** One lease's month. */
  record Line(Lease lease, RentOfMonth month, Money tax) {}

  static RentRoll of(Site site, List<Lease> leases, YearMonth month) {
    List<Line> lines =
        leases.stream()
            .map(lease -> line(lease, month))
            .filter(line -> line.month().days() > 0)
            .sorted(Comparator.comparing(line -> line.lease().reference()))
            .toList();
    List<Space> offices =
        site.spaces().stream().filter(s -> s.kind() == SpaceKind.OFFICE && s.isAtom()).toList();
    Set<Long> leased = new HashSet<>();
    lines.forEach(line -> line.lease().spaces().forEach(space -> leased.add(space.space())));
    return new RentRoll(
        month,
        lines,
        lines.stream().map(line -> line.month().rent()).reduce(Money.ZERO, Money::plus),
        lines.stream().map(Line::tax).reduce(Money.ZERO, Money::plus),
        offices.stream().mapToLong(Space::areaCm2).sum(),
        lines.stream().mapToLong(l -> l.lease().areaCm2() * l.month().days()).sum()
            / month.lengthOfMonth(),
        offices.stream().filter(office -> !leased.contains(office.id())).toList());
  }

  /** By area and days, from 0 (all leased) to 1. */
  double vacancy() {
    return officeAreaCm2 == 0 ? 0 : Math.max(0, 1 - (double) leasedAreaCm2 / officeAreaCm2);
  }

  private static Line line(Lease lease, YearMonth month) {
    RentOfMonth rent = RentOfMonth.of(lease, month);
    return new Line(lease, rent, lease.vat().on(rent.rent()));
  }
}
