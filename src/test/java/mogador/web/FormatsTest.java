package mogador.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import mogador.kernel.Language;
import org.junit.jupiter.api.Test;

class FormatsTest {
  private static final Formats FRENCH = Formats.in(Language.FR);
  private static final Formats ARABIC = Formats.in(Language.AR);
  private static final Formats ENGLISH = Formats.in(Language.EN);
  private static final LocalDate TUESDAY = LocalDate.of(2026, 12, 1);

  @Test
  void moneyIsWrittenTheMoroccanWay() {
    assertThat(FRENCH.money(123_456_789)).isEqualTo("1.234.567,89\u00a0MAD");
    assertThat(FRENCH.priceWithTax(123_450)).isEqualTo("1.234,50\u00a0MAD TTC");
    assertThat(FRENCH.priceBeforeTax(5_000)).isEqualTo("50,00\u00a0MAD HT");
    assertThat(ENGLISH.money(8_000)).contains("80.00").contains("MAD");
    assertThat(ARABIC.money(123_450)).contains("1.234,50").contains("MAD");
  }

  @Test
  void datesAreWrittenInFull() {
    assertThat(FRENCH.date(TUESDAY)).isEqualTo("mardi 1 décembre 2026");
    assertThat(ENGLISH.date(TUESDAY)).isEqualTo("Tuesday 1 December 2026");
    assertThat(ARABIC.date(TUESDAY)).isEqualTo("الثلاثاء، 1 دجنبر 2026");
    assertThat(FRENCH.numericDate(LocalDate.of(2026, 3, 5))).isEqualTo("05/03/2026");
  }

  @Test
  void arabicUsesMoroccanMonthsAndLatinDigits() {
    assertThat(ARABIC.day(LocalDate.of(2026, 7, 2))).contains("يوليوز").contains("2");
    assertThat(ARABIC.day(LocalDate.of(2026, 8, 2))).contains("غشت");
    assertThat(ARABIC.day(LocalDate.of(2026, 9, 2))).contains("شتنبر");
  }

  @Test
  void hoursUseTheTwentyFourHourClock() {
    LocalDateTime from = TUESDAY.atTime(9, 0);
    assertThat(FRENCH.time(LocalTime.of(21, 5))).isEqualTo("21:05");
    assertThat(FRENCH.hours(from, TUESDAY.atTime(13, 0))).isEqualTo("09:00–13:00");
    assertThat(FRENCH.slot(from, TUESDAY.atTime(13, 0)))
        .isEqualTo("mardi 1 décembre 2026, 09:00–13:00");
    assertThat(FRENCH.hours(from, TUESDAY.plusDays(1).atTime(1, 0)))
        .isEqualTo("09:00–mer. 2 déc. 01:00");
    assertThat(FRENCH.hours(from, TUESDAY.plusDays(1).atTime(0, 0))).isEqualTo("09:00–24:00");
  }

  @Test
  void areasComeFromSquareCentimetres() {
    assertThat(FRENCH.area(245_000)).isEqualTo("24,5 m²");
  }
}
