package mogador.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mogador.kernel.LocalText;
import mogador.kernel.Vat;
import org.junit.jupiter.api.Test;

class SiteFileTest {
  private static final String SMALL = TestSites.SMALL;

  @Test
  void aGoodFileIsReadWhole() {
    SiteDocument site = good(SMALL);
    assertThat(site.id()).isEqualTo("sidi");
    assertThat(site.name()).isEqualTo(new LocalText("Sidi", "سيدي", "Sidi"));
    assertThat(site.zone()).isEqualTo("Africa/Casablanca");
    assertThat(site.areaCm2()).isEqualTo(1_005_000);
    assertThat(site.hours().week().get(DayOfWeek.SATURDAY))
        .containsExactly(
            new OpeningHours.Period(LocalTime.of(9, 0), LocalTime.of(12, 30)),
            new OpeningHours.Period(LocalTime.of(14, 0), LocalTime.MIDNIGHT));
    assertThat(site.hours().week()).doesNotContainKey(DayOfWeek.SUNDAY);
    assertThat(site.prices().of(SpaceKind.POSITION))
        .contains(Tariff.of(Map.of(PriceUnit.HOUR, 2_050L, PriceUnit.DAY, 12_000L), Vat.STANDARD));
    assertThat(site.rent()).contains(new Prices.Rent(5_000, 2_000));
    assertThat(site.spaces()).hasSize(4);
    assertThat(site.spaces().get(2).parts()).containsExactly("p-1", "p-2");
    assertThat(site.spaces().get(3).areaCm2()).isEqualTo(145_000);
    assertThat(site.doors().getFirst().from()).isEqualTo("outside");
    assertThat(site.devices()).extracting(DevicePlace::code).containsExactly("r-1", "seat-p-1");
    assertThat(site.floors().getFirst().decor()).hasSize(2);
  }

  @Test
  void openingHoursContainOnlyWhatStaysOpenAllTheWay() {
    OpeningHours hours = good(SMALL).hours();
    assertThat(hours.contain(at(28, 9), at(28, 12))).isTrue();
    assertThat(hours.contain(at(28, 9), at(28, 15))).as("closed at lunch").isFalse();
    assertThat(hours.contain(at(28, 22), at(29, 0))).as("to midnight").isTrue();
    assertThat(hours.contain(at(28, 22), at(29, 1))).as("into a closed day").isFalse();
    assertThat(hours.contain(at(28, 10), at(28, 10))).as("nothing").isFalse();
  }

  private static LocalDateTime at(int day, int hour) {
    return LocalDateTime.of(2026, 11, day, hour, 0);
  }

  @Test
  void aDoorSaysHowSureItMustBe() {
    SiteDocument site =
        good(SMALL.replace("from: hall, to: work}", "from: hall, to: work, needs: two_factors}"));
    assertThat(site.doors())
        .extracting(Door::needs)
        .containsExactly(Door.Needs.BASIC, Door.Needs.TWO_FACTORS);
    assertThat(TestSites.document(SiteJson.write(site).encode())).isEqualTo(site);
    expect(SMALL.replace("to: work}", "to: work, needs: luck}"), "two_factors", "luck");
  }

  @Test
  void aZoneSaysWhoMayBeInItWithWhom() {
    String work = "{code: work, capacity: 4, anti_passback: hard, two_persons: true, forget: 8h,";
    String reader = "{code: r-1, door: d-in}\n  - {code: r-2, door: d-work, side: inner}";
    String file = SMALL.replace("{code: work,", work).replace("{code: r-1, door: d-in}", reader);
    SiteDocument site = good(file);
    assertThat(site.zones().getLast().rules())
        .isEqualTo(
            new ZoneRules(
                Optional.of(4),
                Optional.of(ZoneRules.AntiPassback.HARD),
                true,
                Duration.ofHours(8)));
    assertThat(site.zones().getFirst().rules()).isEqualTo(ZoneRules.NONE);
    assertThat(site.devices()).extracting(DevicePlace::inner).containsExactly(false, true, false);
    assertThat(TestSites.document(SiteJson.write(site).encode())).isEqualTo(site);
    expect(
        file.replace(", side: inner", ""),
        "zones[work]: counts people, but door d-work has no reader with side: inner");
    expect(file.replace("forget: 8h", "forget: 8d"), "forget");
    expect(file.replace("capacity: 4", "capacity: 0"), "capacity");
  }

  @Test
  void anUnknownKeyIsToldWithItsLine() {
    expect(SMALL.replace("capacity: 2", "capacitee: 2"), "capacitee: is no key here", "capacity");
  }

  @Test
  void aMissingFieldIsTold() {
    expect(without("status: open"), "line 1: status: is missing");
  }

  @Test
  void aKeyGivenTwiceIsTold() {
    expect(SMALL + "status: open\n", "status: is given twice");
  }

  @Test
  void aCodeUsedTwiceIsToldWithTheFirstLine() {
    expect(SMALL.replace("code: p-2", "code: p-1"), "the code p-1 is taken, on line ");
    expect(SMALL.replace("code: seat-p-1", "code: r-1"), "the code r-1 is taken, on line ");
  }

  @Test
  void whatIsReferredToMustBeThere() {
    expect(SMALL.replace("zone: work, name: A", "zone: wrk, name: A"), "there is no zone wrk");
    expect(SMALL.replace("parts: [p-1, p-2]", "parts: [p-1, p-9]"), "there is no space p-9");
    expect(SMALL.replace("door: d-in", "door: d-out"), "there is no door d-out");
    expect(SMALL.replace("space: p-1", "space: p-7"), "there is no space p-7");
    expect(
        SMALL.replace("floor: g, zone: work, name: A", "floor: h, zone: work, name: A"),
        "there is no floor h");
  }

  @Test
  void aSpaceComposedOfItselfIsTold() {
    expect(SMALL.replace("parts: [p-1, p-2]", "parts: [p-1, t-a]"), "is composed of itself");
  }

  @Test
  void aShapeOutsideItsFloorIsTold() {
    expect(SMALL.replace("rect: [200, 100", "rect: [950, 100"), "lies outside its floor");
    expect(SMALL.replace("kind: plant, at: [10", "kind: plant, at: [1001"), "lies outside");
  }

  @Test
  void twoPositionsOnOneSpotAreTold() {
    expect(SMALL.replace("rect: [200, 100", "rect: [198, 100"), "spaces[p-2].shape: overlaps p-1");
  }

  @Test
  void aZoneNoDoorLeadsToIsTold() {
    String far = SMALL.replace("from: hall, to: work", "from: work, to: hall");
    expect(far, "zones[work]: no door leads here from outside");
  }

  @Test
  void aTimeZoneIcuDoesNotKnowIsTold() {
    expect(SMALL.replace("Africa/Casablanca", "Africa/Essaouira"), "zone: should be a time zone");
  }

  @Test
  void sensorsOfOtherNetworksAreNamedByTheirEui() {
    SiteDocument site =
        good(
            SMALL
                + """
                  - {eui: 24E124538C000001, source: lns-1, space: p-2, codec: milesight-vs34x}
                  - eui: 0004a30b001c0530
                    source: lns-2
                    space: b-1
                    signals: {pir.motion: motion, "battery level": battery}
                    absent_is_zero: true
                    silent: 90m
                """);
    assertThat(site.devices()).extracting(DevicePlace::code).containsExactly("r-1", "seat-p-1");
    assertThat(site.remotes())
        .containsExactly(
            new RemoteSensor(
                "24e124538c000001",
                "lns-1",
                "p-2",
                Optional.of("milesight-vs34x"),
                Map.of(),
                false,
                Optional.empty()),
            new RemoteSensor(
                "0004a30b001c0530",
                "lns-2",
                "b-1",
                Optional.empty(),
                Map.of("pir.motion", "motion", "battery level", "battery"),
                true,
                Optional.of(Duration.ofMinutes(90))));
    assertThat(site.remotes().getFirst().code()).isEqualTo("eui-24e124538c000001");
    assertThat(TestSites.document(SiteJson.write(site).encode())).isEqualTo(site);
  }

  @Test
  void whatIsWrongWithASensorOfAnotherNetworkIsToldWithItsLine() {
    String good = "  - {eui: 24E124538C000001, source: lns-1, space: p-2, silent: 2h}\n";
    String line = "line " + (SMALL + good).lines().count() + ": sensors[24e124538c000001]";
    expect(SMALL + good.replace("p-2", "p-9"), line, "there is no space p-9");
    expect(SMALL + good.replace("source: lns-1, ", ""), line, "source: is missing");
    expect(SMALL + good.replace("2h", "soon"), line, "silent: should be a length");
    expect(SMALL + good.replace("}", ", signals: []}"), line, "signals: should be keys");
    expect(SMALL + good.replace("}", ", code: x}"), line, "is no key here");
    expect(SMALL + good.replace("24E1", "XXXX"), "should be an EUI of 16 hexadecimal digits");
    expect(SMALL + good + good.toLowerCase(java.util.Locale.ROOT), "eui-24e124538c000001 is taken");
  }

  @Test
  void hoursThatEndBeforeTheyStartOrOverlapAreTold() {
    expect(SMALL.replace("08:00-20:00", "20:00-08:00"), "hours.mon: should be opening hours");
    expect(SMALL.replace("14:00-24:00", "12:00-24:00"), "hours.sat: should be opening hours");
    expect(SMALL.replace("08:00-20:00", "8h-20h"), "hours.mon: should be opening hours");
  }

  @Test
  void amountsBelowZeroOrFinerThanACentimeAreTold() {
    expect(SMALL.replace("hour: 20.50", "hour: -20.50"), "prices.position.hour: should be");
    expect(SMALL.replace("hour: 20.50", "hour: 20.505"), "at most two decimals");
    expect(SMALL.replace("hour: 20.50", "hour: 2e9"), "prices.position.hour: should be");
    expect(SMALL.replace("area: 14.5", "area: 14.505"), "spaces[b-1].area: should be");
  }

  @Test
  void aPlaceForSaleWithoutAPriceIsTold() {
    expect(SMALL.replace("table: {hour", "event_room: {hour"), "prices.table is missing");
  }

  @Test
  void aFileTooLongIsNotRead() {
    String long_ = "#".repeat(SiteFile.LONGEST);
    expect(long_ + "\n", "at most 1,000,000");
  }

  @Test
  void brokenYamlIsToldWithItsLine() {
    expect("id: sidi\nname: [\nzone: {", "this is not YAML");
    assertThat(bad("id: sidi\n\tname: x").getFirst().line()).isEqualTo(2);
    expect("", "the file is empty");
    expect("id: a\n---\nid: b", "line 2: a second document begins here");
    expect("just a word", "should be keys and values");
    expect("id: \u0000", "this is not YAML");
  }

  @Test
  void aliasesAreRefusedBeforeTheyGrow() {
    String bomb =
        IntStream.range(1, 30)
            .mapToObj(i -> "a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n")
            .collect(Collectors.joining("", "a0: &a0 x\n", ""));
    expect(bomb, "line 2: aliases (*name) are not read");
  }

  @Test
  void deepNestingIsRefusedWithoutOverflow() {
    expect("a: " + "[".repeat(400_000), "nested more than 16 deep");
  }

  @Test
  void aLongChainOfWholesDoesNotOverflow() {
    String parts =
        IntStream.range(0, 4_000)
            .mapToObj(
                i ->
                    ("  - {code: c-%d, kind: table, floor: g, zone: work, name: C, capacity: 1,"
                            + " bookable: false, parts: [c-%d], shape: {rect: [1, 1, 9, 9]}}\n")
                        .formatted(i, (i + 1) % 4_000))
            .collect(Collectors.joining());
    String file = SMALL.replace("spaces:\n", "spaces:\n" + parts);
    assertThat(bad(file)).hasSize(Complaints.MOST + 1).last().asString().contains("and more");
  }

  @Test
  void allComplaintsComeAtOnceByLine() {
    String file =
        SMALL
            .replace("status: open", "status: shut")
            .replace("capacity: 2", "capacity: two")
            .replace("door: d-in", "door: d-out")
            .replace("area: 14.5", "area: -1");
    List<Complaint> complaints = bad(file);
    assertThat(complaints)
        .extracting(Complaint::field)
        .containsExactly("status", "spaces[t-a].capacity", "spaces[b-1].area", "readers[r-1].door");
    assertThat(complaints).extracting(Complaint::line).isSorted();
  }

  @Test
  void noPrefixOfAFileAndNoLostLineMakesItThrow() {
    for (int end = 0; end < SMALL.length(); end += 7) SiteFile.read(SMALL.substring(0, end));
    for (String line : SMALL.lines().toList()) SiteFile.read(SMALL.replace(line + "\n", ""));
    for (String word : SMALL.split("[\\s,{}\\[\\]]+", -1)) {
      if (!word.isEmpty()) SiteFile.read(SMALL.replace(word, "[]"));
    }
  }

  private static String without(String line) {
    assertThat(SMALL).contains(line);
    return SMALL.replace(line + "\n", "");
  }

  private static void expect(String file, String... parts) {
    assertThat(file).as("the file was changed").isNotEqualTo(SMALL);
    assertThat(bad(file)).anySatisfy(c -> assertThat(c.toString()).contains(parts));
  }

  private static List<Complaint> bad(String file) {
    return switch (SiteFile.read(file)) {
      case SiteFile.Bad(List<Complaint> complaints) -> complaints;
      case SiteFile.Good good -> throw new AssertionError("nothing was found wrong");
    };
  }

  private static SiteDocument good(String file) {
    return TestSites.document(file);
  }
}
