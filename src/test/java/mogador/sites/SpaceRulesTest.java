package mogador.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import mogador.kernel.LocalText;
import mogador.sites.SpaceRules.Per;
import mogador.sites.SpaceRules.Quota;
import mogador.sites.SpaceRules.Scope;
import org.junit.jupiter.api.Test;

class SpaceRulesTest {
  private static final String RULES =
      """
      rules:
        all:
          horizon: 90d
          quotas: [{open: 10}]
          blackouts:
            - {from: 2027-12-31T18:00, to: 2028-01-01, reason: {fr: Réveillon, ar: رأس السنة, en: New Year}}
        position:
          shortest: 1h
          grain: 30m
          lead: 10m
          walk_in: 45m
          no_show: {release: true}
          quotas: [{per: day, time: 8h, bookings: 2}, {per: week, bookings: 5}]
        table:
          longest: 12h
          buffer: 10m
          who: tenants
          early_leave: {give_back: true, credit: 50}
          blackouts:
            - {from: 2027-06-01, to: 2027-06-02, reason: Peinture}
      """;

  private static final String FILE =
      TestSites.SMALL.replace(
              "bookable: true, shape: {rect: [200",
              "bookable: true, rules: {approval: true, horizon: 14d, quotas: [{open: 1}],"
                  + " cancellation: [{until: 24h, refund: 100}, {until: 2h, refund: 50}]},"
                  + " shape: {rect: [200")
          + RULES;

  private static final Site SITE = TestSites.site(TestSites.document(FILE));

  private static SpaceRules rules(String code) {
    return SITE.rules(SITE.space(code).orElseThrow());
  }

  @Test
  void aFileWithoutRulesMeansTheUsualOnes() {
    Site site = TestSites.site(TestSites.document(TestSites.SMALL));
    for (Space space : site.spaces()) {
      assertThat(site.rules(space)).isEqualTo(SpaceRules.DEFAULT);
    }
  }

  @Test
  void aSpaceHasTheRulesOfItsSiteItsKindAndItsOwn() {
    assertThat(rules("b-1").horizon()).isEqualTo(Duration.ofDays(90));
    assertThat(rules("b-1").quotas()).containsExactly(new Quota.Open(Scope.SITE, 10));
    SpaceRules seat = rules("p-1");
    assertThat(seat.horizon()).isEqualTo(Duration.ofDays(90));
    assertThat(seat.shortest()).isEqualTo(Duration.ofHours(1));
    assertThat(seat.noShow()).isEqualTo(new SpaceRules.NoShow(Duration.ofMinutes(20), true));
    assertThat(seat.quotas())
        .containsExactly(
            new Quota.Time(Scope.KIND, Per.DAY, Duration.ofHours(8)),
            new Quota.Bookings(Scope.KIND, Per.DAY, 2),
            new Quota.Bookings(Scope.KIND, Per.WEEK, 5));
    assertThat(seat.walkIn()).isEqualTo(Duration.ofMinutes(45));
    assertThat(rules("b-1").walkIn()).isZero();
    SpaceRules own = rules("p-2");
    assertThat(own.horizon()).isEqualTo(Duration.ofDays(14));
    assertThat(own.grain()).isEqualTo(Duration.ofMinutes(30));
    assertThat(own.approval()).isTrue();
    assertThat(own.quotas()).containsExactly(new Quota.Open(Scope.SPACE, 1));
    assertThat(SITE.rules(SpaceKind.POSITION)).isEqualTo(seat);
  }

  @Test
  void blackoutsAddUpAndADateAloneIsThatWholeDay() {
    assertThat(rules("p-1").blackouts()).hasSize(1);
    assertThat(rules("t-a").blackouts())
        .extracting(SpaceRules.Blackout::from)
        .containsExactly(
            LocalDateTime.parse("2027-12-31T18:00"), LocalDateTime.parse("2027-06-01T00:00"));
    assertThat(rules("t-a").blackouts().getLast())
        .isEqualTo(
            new SpaceRules.Blackout(
                LocalDateTime.parse("2027-06-01T00:00"),
                LocalDateTime.parse("2027-06-03T00:00"),
                LocalText.same("Peinture")));
  }

  @Test
  void aCoarserGrainLiftsTheShortestBooking() {
    String file = TestSites.SMALL + "rules: {table: {grain: 1h}}\n";
    Site site = TestSites.site(TestSites.document(file));
    assertThat(site.rules(SpaceKind.TABLE).shortest()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aCancellationGivesBackByItsNotice() {
    assertThat(back("p-2", Duration.ofHours(24))).isEqualTo(10_000);
    assertThat(back("p-2", Duration.ofSeconds(24 * 3600 - 1))).isEqualTo(5_000);
    assertThat(back("p-2", Duration.ofSeconds(2 * 3600 - 1))).isZero();
    assertThat(back("p-1", Duration.ZERO)).as("by default to the start").isEqualTo(10_000);
    assertThat(back("p-1", Duration.ofSeconds(-1))).isZero();
  }

  private static int back(String space, Duration notice) {
    return rules(space).cancellation().backBasisPoints(notice);
  }

  @Test
  void writtenAsJsonTheRulesReadTheSame() {
    SiteDocument site = TestSites.document(FILE);
    assertThat(TestSites.document(SiteJson.write(site).encode())).isEqualTo(site);
  }

  @Test
  void whatIsWrongIsToldWithItsLine() {
    assertThat(complaints("rules: {table: {longest: 2 hours}}"))
        .singleElement()
        .isEqualTo(
            new Complaint(
                TestSites.SMALL.lines().toList().size() + 1,
                "rules.table.longest",
                "should be a length such as 30m, 2h or 14d from 5m to 3660d, a multiple of 5m,"
                    + " not \"2 hours\""));
    expect("rules: {sofa: {lead: 1h}}", "rules.sofa: is no key here");
    expect("rules: {table: {leed: 1h}}", "rules.table.leed: is no key here");
    expect("rules: {table: {shortest: 2h, longest: 1h}}", "rules.table: shortest, 2h, is above");
    expect("rules: {all: {grain: 7h}}", "rules.all: grain, 7h, should divide a day");
    expect("rules: {table: {grain: 1h, longest: 90m}}", "should be multiples of grain, 1h");
    expect("rules: {table: {lead: 30d, horizon: 14d}}", "lead, 30d, is not below horizon, 14d");
    expect("rules: {table: {buffer: 7m}}", "rules.table.buffer: should be a length");
    expect("rules: {table: {walk_in: 20m}}", "rules.table.walk_in: should be a length");
    expect("rules: {table: {who: friends}}", "one of anyone, tenants, staff");
    expect("rules: {table: {quotas: [{per: year, time: 1h}]}}", "one of day, week, month");
    expect("rules: {table: {quotas: [{per: day}]}}", "says how much");
    expect("rules: {table: {quotas: [{open: 1, per: day}]}}", "open stands alone");
    expect("rules: {table: {no_show: {grace: 5m}}}", "rules.table.no_show.release: is missing");
    expect("rules: {table: {early_leave: {give_back: true, credit: 101}}}", "credit: should be");
    expect(
        "rules: {table: {cancellation: [{until: 2h, refund: 50}, {until: 24h, refund: 100}]}}",
        "the longest notice comes first");
    expect(
        "rules: {table: {blackouts: [{from: 2027-02-02, to: 2027-02-01, reason: x}]}}",
        "ends before it begins");
    expect(
        "rules: {table: {blackouts: [{from: 2027-02-30, to: 2027-03-01, reason: x}]}}",
        "rules.table.blackouts[0].from: should be a date");
    expect("rules: {table: {blackouts: [{from: 2027-02-01, to: 2027-03-01}]}}", "is missing");
  }

  private static void expect(String rules, String part) {
    assertThat(complaints(rules)).anySatisfy(c -> assertThat(c.toString()).contains(part));
  }

  private static List<Complaint> complaints(String rules) {
    return switch (SiteFile.read(TestSites.SMALL + rules + "\n")) {
      case SiteFile.Bad(List<Complaint> complaints) -> complaints;
      case SiteFile.Good good -> throw new AssertionError("nothing was found wrong");
    };
  }
}
