package mogador.pricing;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * Someone's packs and credits: {@code GET /me/wallet}.
 *
 * @param packs those that still have passes and have not ended, what ends soonest first
 * @param credits of this month
 * @param movements the latest first
 */
public record WalletPage(List<Pack> packs, List<Credit> credits, List<Movement> movements) {
  /**
   * A pack of passes.
   *
   * @param company its name, where it is not the person's own
   * @param site where it is good; everywhere when empty
   * @param kind a code of {@code kind.CODE}
   * @param unit a code of {@code price.unit.CODE}
   * @param from the first day, where it is still to come
   * @param lastDay included
   */
  public record Pack(
      Optional<String> company,
      Optional<LocalText> site,
      String kind,
      String unit,
      int given,
      int left,
      Optional<LocalDate> from,
      LocalDate lastDay) {}

  /** What a company has left of the month's minutes. */
  public record Credit(
      String company, LocalText site, String kind, YearMonth month, int hours, int minutes) {}

  /**
   * An entry of a ledger.
   *
   * @param at on the site's clock
   * @param cause a code of {@code wallet.cause.CODE}
   * @param count below zero when spent
   * @param reference of the booking, if for one
   */
  public record Movement(
      LocalDateTime at,
      String cause,
      String kind,
      String unit,
      int count,
      Optional<String> reference) {}

  public WalletPage {
    packs = List.copyOf(packs);
    credits = List.copyOf(credits);
    movements = List.copyOf(movements);
  }

  public boolean isEmpty() {
    return packs.isEmpty() && credits.isEmpty() && movements.isEmpty();
  }
}
