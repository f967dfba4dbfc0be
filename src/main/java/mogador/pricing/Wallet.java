package mogador.pricing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.sites.PriceUnit;
import mogador.sites.SpaceKind;

/** The packs and credits that someone, or a company of theirs, has, and what became of them. */
record Wallet(List<Pack> packs, List<Credit> credits, List<Movement> movements) {
  Wallet {
    packs = List.copyOf(packs);
    credits = List.copyOf(credits);
    movements = List.copyOf(movements);
  }

  /**
   * A pack of passes.
   *
   * @param company its name, where it is not the person's own
   * @param site where it is good; everywhere when empty
   * @param endsOn the day after the last
   */
  record Pack(
      UUID id,
      Optional<String> company,
      Optional<String> site,
      SpaceKind kind,
      PriceUnit unit,
      int given,
      int left,
      LocalDate startsOn,
      LocalDate endsOn) {}

  /** A company's minutes left of the current month. */
  record Credit(
      UUID company,
      String companyName,
      String site,
      SpaceKind kind,
      YearMonth month,
      int minutes) {}

  /**
   * An entry of a ledger.
   *
   * @param cause {@code given}, {@code leased}, {@code spent} or {@code given_back}
   * @param count of the unit; below zero when spent
   * @param reference of the booking, if for one
   */
  record Movement(
      Instant at,
      String cause,
      Optional<String> site,
      SpaceKind kind,
      PriceUnit unit,
      int count,
      Optional<String> reference) {}
}
