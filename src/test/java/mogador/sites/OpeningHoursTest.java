package mogador.sites;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.util.List;
import mogador.kernel.LocalText;
import mogador.sites.OpeningHours.Period;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {
  private static final String PERIODS =
      """
        periods:
          - {from: 2027-02-08, to: 2027-03-09, name: Ramadan, provisional: true, mon: 09:00-15:00}
          - {from: 2027-02-15, to: 2027-02-15, name: Travaux}
      """;

  private static final List<Period> MONDAY = List.of(period("08:00", "20:00"));

  private static OpeningHours hours(String more) {
    return site(more).hours();
  }

  private static Site site(String more) {
    String file = TestSites.SMALL.replace("  mon: 08:00-20:00\n", "  mon: 08:00-20:00\n" + more);
    return TestSites.site(TestSites.document(file));
  }

  private static Period period(String from, String to) {
    return new Period(LocalTime.parse(from), LocalTime.parse(to));
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  @Test
  void aDatedPeriodReplacesTheWeekAndTheLastOfTwoCounts() {
    OpeningHours hours = hours(PERIODS);
    assertThat(hours.on(date("2027-02-01"))).isEqualTo(MONDAY);
    assertThat(hours.on(date("2027-02-08"))).containsExactly(period("09:00", "15:00"));
    assertThat(hours.on(date("2027-02-13"))).as("a Saturday of Ramadan").isEmpty();
    assertThat(hours.on(date("2027-02-15"))).as("works").isEmpty();
    assertThat(hours.on(date("2027-03-15"))).isEqualTo(MONDAY);
    assertThat(hours.period(date("2027-02-15")).orElseThrow().name().fr()).isEqualTo("Travaux");
    assertThat(hours.period(date("2027-02-16")).orElseThrow().provisional()).isTrue();
    assertThat(hours.period(date("2027-03-10"))).isEmpty();
  }

  @Test
  void moroccansRestOnTheirHolidaysAndEachIsNamed() {
    OpeningHours hours = hours("");
    assertThat(hours.on(date("2026-10-31"))).as("Aïd Al Wahda, a Saturday").isEmpty();
    assertThat(hours.on(date("2025-10-31").plusDays(1))).as("before the decree").isNotEmpty();
    assertThat(hours.holidays().on(date("2025-10-31"))).isEmpty();
    Holiday wahda = hours.holidays().on(date("2026-10-31")).getFirst();
    assertThat(wahda.name()).isEqualTo(new LocalText("Aïd Al Wahda", "عيد الوحدة", "Unity Day"));
    assertThat(wahda.provisional()).isFalse();
    assertThat(hours.on(date("2027-01-11"))).as("a Monday, the Manifesto").isEmpty();
    assertThat(hours.on(date("2027-01-18"))).isEqualTo(MONDAY);
  }

  @Test
  void theAidsLastTwoDaysAndAreProvisional() {
    var holidays = hours("").holidays();
    for (String day : List.of("2027-03-09", "2027-03-10", "2027-05-16", "2027-05-17")) {
      assertThat(holidays.on(date(day)))
          .singleElement()
          .matches(Holiday::provisional)
          .matches(h -> h.code().startsWith("aid-al-"));
    }
    assertThat(holidays.on(date("2027-03-11"))).isEmpty();
    assertThat(holidays.on(date("2027-08-14")))
        .extracting(Holiday::code)
        .as("two on one day")
        .containsExactlyInAnyOrder("oued-ed-dahab", "aid-al-mawlid");
  }

  @Test
  void anAnnouncedDateMovesBothDaysAndConfirmsThem() {
    var holidays = hours("  holidays: {move: [{code: aid-al-fitr, on: 2027-03-10}]}\n").holidays();
    assertThat(holidays.on(date("2027-03-09"))).isEmpty();
    for (String day : List.of("2027-03-10", "2027-03-11")) {
      assertThat(holidays.on(date(day)))
          .singleElement()
          .satisfies(h -> assertThat(h.code()).isEqualTo("aid-al-fitr"))
          .satisfies(h -> assertThat(h.provisional()).isFalse());
    }
    assertThat(holidays.on(date("2028-02-26")))
        .as("next year's stays as computed")
        .singleElement()
        .matches(Holiday::provisional);
  }

  @Test
  void ofTwoInOneYearTheNearerMovesAlsoIntoAnotherYear() {
    var holidays = hours("  holidays: {move: [{code: aid-al-fitr, on: 2032-12-31}]}\n").holidays();
    assertThat(holidays.on(date("2032-12-31"))).extracting(Holiday::code).contains("aid-al-fitr");
    assertThat(holidays.on(date("2033-01-01"))).hasSize(2);
    assertThat(holidays.on(date("2033-01-03"))).isEmpty();
    assertThat(holidays.on(date("2033-12-23"))).singleElement().matches(Holiday::provisional);
  }

  @Test
  void holidaysAreAddedRemovedAndKeptOpen() {
    OpeningHours hours =
        hours(
            """
              holidays:
                hours: 10:00-12:00
                add:
                  - {code: park-day, on: 2027-05-03, name: {fr: Fête, ar: عيد, en: Fair}, hours: closed}
                remove: [{code: independence-manifesto}, {code: amazigh-new-year, year: 2028}]
            """);
    assertThat(hours.on(date("2027-05-03"))).isEmpty();
    assertThat(hours.holidays().on(date("2027-05-03")).getFirst().name().en()).isEqualTo("Fair");
    assertThat(hours.on(date("2027-01-11"))).isEqualTo(MONDAY);
    assertThat(hours.on(date("2027-01-14"))).containsExactly(period("10:00", "12:00"));
    assertThat(hours.holidays().on(date("2028-01-14"))).isEmpty();
    assertThat(hours.on(date("2027-05-01"))).containsExactly(period("10:00", "12:00"));
    OpeningHours usual = hours("  holidays: {hours: usual}\n");
    assertThat(usual.on(date("2027-01-11"))).isEqualTo(MONDAY);
    assertThat(usual.holidays().on(date("2027-01-11"))).hasSize(1);
    OpeningHours none = hours("  holidays: {calendar: none}\n");
    assertThat(none.holidays().on(date("2027-01-11"))).isEmpty();
    OpeningHours french = hours("  holidays: {calendar: fr}\n");
    assertThat(french.holidays().on(date("2027-07-14"))).hasSize(1);
  }

  @Test
  void aParkOpenDayAndNightStaysOpenUnlessItsFileSaysOtherwise() {
    SiteDocument essaouira = SeedSites.document("essaouira");
    LocalDate throne = LocalDate.of(2027, Month.JULY, 30);
    assertThat(essaouira.hours().on(throne)).hasSize(1);
    assertThat(essaouira.hours().holidays().on(throne)).hasSize(1);
    LocalDateTime from = throne.minusDays(10).atTime(9, 0);
    assertThat(essaouira.hours().contain(from, from.plusDays(31))).isTrue();
    String closing =
        SeedSites.file("essaouira")
            .replace("  sun: 00:00-24:00\n", "  sun: 00:00-24:00\n  holidays: {hours: closed}\n");
    assertThat(TestSites.document(closing).hours().on(throne)).isEmpty();
    assertThat(TestSites.document(closing).hours().contain(from, from.plusDays(31))).isFalse();
  }

  @Test
  void theNextOpeningIsFoundOverAHoliday() {
    OpeningHours hours = hours("");
    assertThat(hours.nextOpen(LocalDateTime.parse("2027-01-10T10:00"), 14))
        .as("Monday the 11th is a holiday")
        .contains(LocalDateTime.parse("2027-01-16T09:00"));
    assertThat(hours.nextOpen(LocalDateTime.parse("2027-01-18T10:00"), 14))
        .contains(LocalDateTime.parse("2027-01-18T10:00"));
    assertThat(hours.nextOpen(LocalDateTime.parse("2027-01-19T10:00"), 2)).isEmpty();
  }

  @Test
  void theCalendarTellsOpeningsPeriodAndHolidays() {
    Site site = site(PERIODS);
    JsonObject json = CalendarJson.write(site, date("2027-02-13"), date("2027-03-10"));
    assertThat(json.getJsonArray("days")).hasSize(25);
    JsonObject monday = json.getJsonArray("days").getJsonObject(9);
    assertThat(monday.getString("date")).isEqualTo("2027-02-22");
    assertThat(monday.getJsonArray("openings").encode())
        .isEqualTo("[{\"from\":\"09:00\",\"to\":\"15:00\"}]");
    assertThat(monday.getJsonObject("period").getBoolean("provisional")).isTrue();
    JsonObject fitr = json.getJsonArray("days").getJsonObject(24);
    assertThat(fitr.getJsonArray("openings")).isEmpty();
    assertThat(fitr.getJsonArray("holidays").getJsonObject(0).getString("code"))
        .isEqualTo("aid-al-fitr");
    JsonObject saturday =
        CalendarJson.write(site, date("2027-04-03"), date("2027-04-04"))
            .getJsonArray("days")
            .getJsonObject(0);
    assertThat(saturday.getJsonArray("openings").getJsonObject(1).getString("to"))
        .isEqualTo("24:00");
  }

  @Test
  void whatIsWrongInTheHoursIsToldWithItsLine() {
    expect("  periods: [{from: 2027-02-09, to: 2027-02-08, name: x}]\n", "ends before it begins");
    expect(
        "  periods: [{from: 2027-02-09, to: soon, name: x}]\n", "hours.periods[0].to: should be");
    expect("  periods: [{from: 2027-02-09, to: 2027-02-10}]\n", "name: is missing");
    expect(
        "  periods: [{from: 2027-02-09, to: 2027-02-10, name: x, mon: 9-5}]\n",
        "hours.periods[0].mon: should be opening hours");
    expect("  holidays: {calendar: atlantis}\n", "hours.holidays.calendar: should be a country");
    expect("  holidays: {hours: never}\n", "hours.holidays.hours: should be closed, usual, or");
    expect("  holidays: {move: [{code: eid, on: 2027-03-10}]}\n", "should be one of new-year");
    expect("  holidays: {remove: [{code: youth-day, year: 1}]}\n", "whole number from 2000");
    expect("  holidays: {add: [{code: x, on: 2027-03-10}]}\n", "name: is missing");
  }

  private static void expect(String more, String part) {
    String file = TestSites.SMALL.replace("  mon: 08:00-20:00\n", "  mon: 08:00-20:00\n" + more);
    switch (SiteFile.read(file)) {
      case SiteFile.Bad(List<Complaint> complaints) ->
          assertThat(complaints)
              .anySatisfy(c -> assertThat(c.toString()).contains("line 9: ").contains(part));
      case SiteFile.Good good -> throw new AssertionError("nothing was found wrong");
    }
  }
}
