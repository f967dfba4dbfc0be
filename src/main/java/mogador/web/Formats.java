package mogador.web;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.util.Currency;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import mogador.kernel.Language;

/**
 * Dates, times and money as people write them in one language: 24 hours, Latin digits, Moroccan
 * month names. What it writes is for reading only, never to be parsed. Immutable.
 */
public final class Formats {
  private static final Currency DIRHAM = Currency.getInstance("MAD");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private static final Map<Language, Formats> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) ALL.put(language, new Formats(language));
  }

  private final Messages messages;
  private final DateTimeFormatter date;
  private final DateTimeFormatter day;
  private final DateTimeFormatter shortDay;
  private final DateTimeFormatter weekday;
  private final DateTimeFormatter numericDate;
  private final DateTimeFormatter month;
  private final LocalizedNumberFormatter money;
  private final LocalizedNumberFormatter area;

  private Formats(Language language) {
    Locale locale = language.locale();
    boolean arabic = language == Language.AR;
    messages = Messages.in(language);
    date = DateTimeFormatter.ofPattern(arabic ? "EEEE، d MMMM y" : "EEEE d MMMM y", locale);
    day = DateTimeFormatter.ofPattern(arabic ? "EEEE، d MMMM" : "EEEE d MMMM", locale);
    shortDay = DateTimeFormatter.ofPattern(arabic ? "EEEE d MMM" : "EEE d MMM", locale);
    weekday = DateTimeFormatter.ofPattern(arabic ? "EEEE" : "EEE", locale);
    numericDate = DateTimeFormatter.ofPattern("dd/MM/yyyy", locale);
    month = DateTimeFormatter.ofPattern("MMMM y", locale);
    money =
        NumberFormatter.withLocale(locale)
            .unit(DIRHAM)
            .unitWidth(NumberFormatter.UnitWidth.ISO_CODE)
            .precision(Precision.fixedFraction(2));
    area = NumberFormatter.withLocale(locale).precision(Precision.maxFraction(2));
  }

  public static Formats in(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  /** As {@code mardi 1 décembre 2026}. */
  public String date(LocalDate when) {
    return date.format(when);
  }

  /** Without the year, as {@code mardi 1 décembre}. */
  public String day(LocalDate when) {
    return day.format(when);
  }

  /** As {@code mar. 1 déc.}. */
  public String shortDay(LocalDate when) {
    return shortDay.format(when);
  }

  /** As {@code mar.}. */
  public String weekday(LocalDate when) {
    return weekday.format(when);
  }

  /** As {@code 01/12/2026}. */
  public String numericDate(LocalDate when) {
    return numericDate.format(when);
  }

  /** As {@code décembre 2026}. */
  public String month(YearMonth when) {
    return month.format(when);
  }

  /** As {@code 09:00}. */
  public String time(LocalTime when) {
    return TIME.format(when);
  }

  /** A day and a time, as {@code 01/12/2026 à 09:00}. */
  public String moment(LocalDateTime when) {
    return messages.text(
        "format.moment", "date", numericDate(when.toLocalDate()), "time", time(when.toLocalTime()));
  }

  /** With seconds, as {@code 09:00:07}. */
  public String second(LocalTime when) {
    return SECOND.format(when);
  }

  /** A slot's hours, as {@code 09:00–13:00}; with the second day if it ends on another. */
  public String hours(LocalDateTime from, LocalDateTime to) {
    String end = time(to.toLocalTime());
    if (to.equals(from.toLocalDate().plusDays(1).atStartOfDay())) end = "24:00";
    else if (!from.toLocalDate().equals(to.toLocalDate())) {
      end = shortDay(to.toLocalDate()) + " " + end;
    }
    return messages.text("format.hours", "from", time(from.toLocalTime()), "to", end);
  }

  /** A slot in full, as {@code mardi 1 décembre 2026, 09:00–13:00}. */
  public String slot(LocalDateTime from, LocalDateTime to) {
    return messages.text("format.slot", "date", date(from.toLocalDate()), "hours", hours(from, to));
  }

  /** An amount of centimes with its currency, as {@code 1.234,50 MAD}, no-break space included. */
  public String money(long centimes) {
    return money.format(BigDecimal.valueOf(centimes, 2)).toString();
  }

  /** A price with tax, as {@code 1.234,50 MAD TTC}. */
  public String priceWithTax(long centimes) {
    return messages.text("format.with_tax", "amount", money(centimes));
  }

  /** A price before tax, as {@code 1.234,50 MAD HT}. */
  public String priceBeforeTax(long centimes) {
    return messages.text("format.before_tax", "amount", money(centimes));
  }

  /** An area of cm² (1 m² = 10,000 cm²) in square metres, as {@code 24,5 m²}. */
  public String area(long squareCentimetres) {
    return messages.text(
        "format.area", "area", area.format(BigDecimal.valueOf(squareCentimetres, 4)).toString());
  }
}
