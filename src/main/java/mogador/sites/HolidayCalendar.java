package mogador.sites;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mogador.kernel.LocalText;

/** The holidays of a country by Jollyday, and what it lacks. Each year is worked out once. */
final class HolidayCalendar {
  static final String NONE = "none";
  static final String MOROCCO = "ma";

  private static final Map<String, HolidayCalendar> ALL = new ConcurrentHashMap<>();

  /**
   * A holiday before a site has its say.
   *
   * @param days how many it lasts
   */
  record Day(LocalDate date, String code, LocalText name, boolean provisional, int days) {}

  private final String code;
  private final Map<Integer, List<Day>> years = new ConcurrentHashMap<>();

  private HolidayCalendar(String code) {
    this.code = code;
  }

  /** The calendar of a country by its ISO 3166 code in small letters, or {@link #NONE}. */
  static HolidayCalendar of(String code) {
    return ALL.computeIfAbsent(code, HolidayCalendar::new);
  }

  static boolean isKnown(String code) {
    if (code.equals(NONE) || code.equals(MOROCCO)) return true;
    return code.equals(code.toLowerCase(Locale.ROOT))
        && HolidayManager.getSupportedCalendarCodes().contains(code.toUpperCase(Locale.ROOT));
  }

  /** Those of a year by their first days, in no order. */
  List<Day> year(int year) {
    return years.computeIfAbsent(year, this::read);
  }

  private List<Day> read(int year) {
    if (code.equals(NONE)) return List.of();
    List<Day> days = new ArrayList<>();
    var holidays = HolidayManager.getInstance(ManagerParameters.create(code));
    for (var holiday : holidays.getHolidays(Year.of(year))) {
      days.add(
          MoroccanHoliday.ofKey(holiday.getPropertiesKey())
              .filter(known -> code.equals(MOROCCO))
              .map(known -> moroccan(known, holiday.getDate()))
              .orElseGet(() -> foreign(holiday)));
    }
    boolean unified = days.stream().anyMatch(d -> d.code().equals(wahda().code()));
    if (code.equals(MOROCCO) && !unified) {
      MoroccanHoliday.wahda(year).ifPresent(date -> days.add(moroccan(wahda(), date)));
    }
    return List.copyOf(days);
  }

  private static MoroccanHoliday wahda() {
    return MoroccanHoliday.AID_AL_WAHDA;
  }

  private static Day moroccan(MoroccanHoliday holiday, LocalDate date) {
    return new Day(date, holiday.code(), holiday.text(), holiday.islamic(), holiday.days());
  }

  private static Day foreign(de.focus_shift.jollyday.core.Holiday holiday) {
    String key = holiday.getPropertiesKey();
    String english = holiday.getDescription(Locale.ENGLISH);
    var name = new LocalText(holiday.getDescription(Locale.FRENCH), english, english);
    boolean islamic = key.startsWith("islamic.");
    String code = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return new Day(holiday.getDate(), code, name, islamic, 1);
  }
}
