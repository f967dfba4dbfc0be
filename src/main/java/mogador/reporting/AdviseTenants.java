package mogador.reporting;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether what a company leases fits those of its people who come. Pure. */
final class AdviseTenants {
  /** From fewer working days nothing is concluded. */
  static final int FEWEST_DAYS = 20;

  /** Of fewer persons one could tell who they are. */
  static final int FEWEST_PERSONS = UseReport.SMALLEST;

  /** m² a person; a rule of thumb that the page tells, no rule of law. */
  static final int USUAL = 10;

  /** With less it is crowded. */
  static final int CROWDED = 6;

  /** With more there is room to let. */
  static final int ROOMY = 25;

  private static final long CM2 = 10_000;

  private AdviseTenants() {}

  /**
   * A company with a lease.
   *
   * @param areaCm2 what it leases now
   * @param persons how many different ones were seen inside
   * @param aDay how many were on each working day that is known, since it has leased that
   */
  record Seen(String company, long areaCm2, int persons, List<Integer> aDay) {
    Seen {
      aDay = List.copyOf(aDay);
    }

    boolean isKnown() {
      return aDay.size() >= FEWEST_DAYS;
    }

    boolean isKeptBack() {
      return persons < FEWEST_PERSONS;
    }
  }

  /** By the company's name. */
  static List<Advice> of(Collection<Seen> companies) {
    return companies.stream()
        .filter(seen -> seen.isKnown() && !seen.isKeptBack())
        .sorted(Comparator.comparing(Seen::company).thenComparingLong(Seen::areaCm2))
        .flatMap(seen -> advice(tenant(seen)).stream())
        .toList();
  }

  private static Optional<Advice> advice(Advice.Tenant tenant) {
    if (tenant.areaCm2() < CROWDED * CM2 * tenant.people()) {
      return Optional.of(new Advice.MoreRoomNeeded(tenant));
    }
    if (tenant.areaCm2() > ROOMY * CM2 * tenant.people()) {
      return Optional.of(new Advice.LessRoomNeeded(tenant));
    }
    return Optional.empty();
  }

  private static Advice.Tenant tenant(Seen seen) {
    List<Integer> inOrder = seen.aDay().stream().sorted().toList();
    return new Advice.Tenant(
        seen.company(), seen.areaCm2(), median(inOrder), inOrder.getLast(), inOrder.size());
  }

  /** Of two in the middle the mean, rounded half up. */
  private static int median(List<Integer> inOrder) {
    int middle = inOrder.size() / 2;
    if (inOrder.size() % 2 == 1) return inOrder.get(middle);
    return (inOrder.get(middle - 1) + inOrder.get(middle) + 1) / 2;
  }
}
