package mogador.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mogador.kernel.Vat;
import org.junit.jupiter.api.Test;

/** What a site file says about money. */
class PriceFileTest {
  private static final String SHORT = "position: {hour: 20.50, day: 120, vat: 20}";
  private static final String LONG =
      "position: {hour: 20.50, half_day: 70, day: 120, week: 500, month: 1500, vat: 20,"
          + " members: {day: 100.10}, passes: [half_day, day]}";
  private static final String LATER =
      """
      tariffs:
        - {from: 2028-01-01, position: {day: 150, vat: 10}}
        - {from: 2027-01-01, table: {hour: 80, vat: 20}, position: {hour: 22, vat: 20}}
      credits: {meeting_room: {minutes_per_m2: 6.5}}
      rent:\
      """;
  private static final String FULL = TestSites.SMALL.replace(SHORT, LONG).replace("rent:", LATER);

  @Test
  void allUnitsMembersAndPassesAreRead() {
    assertThat(TestSites.document(FULL).prices().of(SpaceKind.POSITION))
        .contains(
            new Tariff(
                Map.of(
                    PriceUnit.HOUR, 2_050L,
                    PriceUnit.HALF_DAY, 7_000L,
                    PriceUnit.DAY, 12_000L,
                    PriceUnit.WEEK, 50_000L,
                    PriceUnit.MONTH, 150_000L),
                Map.of(PriceUnit.DAY, 10_010L),
                Vat.STANDARD,
                Set.of(PriceUnit.HALF_DAY, PriceUnit.DAY)));
  }

  @Test
  void theTariffOfADayIsTheLatestThatNamesTheKind() {
    Prices prices = TestSites.document(FULL).prices();
    assertThat(hour(prices, SpaceKind.POSITION, "2026-12-31")).contains(2_050L);
    assertThat(hour(prices, SpaceKind.POSITION, "2027-01-01")).contains(2_200L);
    assertThat(hour(prices, SpaceKind.POSITION, "2028-01-01")).as("by the day only").isEmpty();
    assertThat(hour(prices, SpaceKind.TABLE, "2030-06-01")).contains(8_000L);
    assertThat(prices.of(SpaceKind.EVENT_ROOM, LocalDate.EPOCH)).isEmpty();
    assertThat(prices.credits()).isEqualTo(Map.of(SpaceKind.MEETING_ROOM, 650));
  }

  @Test
  void pricesReadTheSameFromJson() {
    SiteDocument site = TestSites.document(FULL);
    assertThat(TestSites.document(SiteJson.write(site).encode())).isEqualTo(site);
  }

  @Test
  void whatIsWrongIsTold() {
    expect(SHORT, "position: {vat: 20}", "prices.position: needs a price: hour, half_day");
    expect(SHORT, "position: {hour: 20}", "prices.position.vat: is missing");
    expect("members: {day: 100.10}", "members: {dai: 1}", "prices.position.members.dai: is no key");
    expect("[half_day, day]", "[week]", "should be one of hour, half_day, day");
    expect("2028-01-01", "2028-02-30", "tariffs[0].from: should be a date such as 2027-01-01");
    expect(
        "2028-01-01", "2027-01-01", "tariffs[1].from: the tariffs from that day are given twice");
    expect("from: 2028-01-01, ", "", "tariffs[0].from: is missing");
    expect(
        "minutes_per_m2: 6.5", "minutes_per_m2: -1", "credits.meeting_room.minutes_per_m2: should");
    expect("meeting_room: {min", "meeting: {min", "credits.meeting: is no key here");
  }

  private static Optional<Long> hour(Prices prices, SpaceKind kind, String day) {
    return prices
        .of(kind, LocalDate.parse(day))
        .flatMap(tariff -> Optional.ofNullable(tariff.prices().get(PriceUnit.HOUR)));
  }

  private static void expect(String what, String instead, String complaint) {
    String file = (FULL.contains(what) ? FULL : TestSites.SMALL).replace(what, instead);
    assertThat(SiteFile.read(file)).isInstanceOf(SiteFile.Bad.class);
    assertThat(((SiteFile.Bad) SiteFile.read(file)).complaints())
        .anySatisfy(c -> assertThat(c.toString()).contains(complaint));
  }
}
