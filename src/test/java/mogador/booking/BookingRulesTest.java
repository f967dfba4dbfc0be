package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import mogador.booking.BookingRules.Read;
import mogador.booking.BookingRules.Refusal;
import mogador.kernel.Language;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceRules.Quota;
import mogador.sites.TestSites;
import mogador.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Monday is open from 8 to 20, Saturday from 9 to 12:30 and from 14 to midnight. */
class BookingRulesTest {
  private static final String RULES =
      """
      rules:
        position: {shortest: 1h, longest: 4h, grain: 30m, lead: 45m, horizon: 30d}
        table:
          who: tenants
          buffer: 10m
          approval: true
          no_show: {grace: 15m, release: true}
          quotas: [{per: day, time: 6h, bookings: 3}, {open: 9}]
          blackouts:
            - {from: 2027-01-18T12:00, to: 2027-01-18T14:00, reason: {fr: Travaux, ar: أشغال, en: Works}}
      """;

  private static final Site SITE = TestSites.site(TestSites.document(TestSites.SMALL + RULES));
  private static final Space SEAT = SITE.space("p-1").orElseThrow();
  private static final Space TABLE = SITE.space("t-a").orElseThrow();
  private static final Asker TENANT = new Asker(true, false);
  private static final Asker STAFF = new Asker(false, true);

  /** A Monday, 09:10 at the site. */
  private static final Instant NOW = at("2027-01-18T09:10");

  private static Instant at(String local) {
    return SITE.clock().firstInstant(LocalDateTime.parse(local));
  }

  private static BookedTime time(String from, String to) {
    return switch (BookingRules.read(from, to, SITE.clock())) {
      case Read.Time(BookedTime time) -> time;
      case Read.No(Refusal refusal) -> throw new AssertionError(refusal);
    };
  }

  private static Optional<Refusal> check(Space space, Asker asker, String from, String to) {
    return BookingRules.check(SITE, space, time(from, to), NOW, asker, Usage.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2027-01-18T10:00, 2027-01-18T12:00, -, -, -, -, -",
        "2027-01-18T10:15, 2027-01-18T12:00, off_grain, from, grain, 2027-01-18T10:00, T12:00",
        "2027-01-18T10:00, 2027-01-18T12:20, off_grain, to, grain, 2027-01-18T10:00, T12:30",
        "2027-01-18T10:00, 2027-01-18T10:30, too_short, to, shortest, 2027-01-18T10:00, T11:00",
        "2027-01-18T10:00, 2027-01-18T16:00, too_long, to, longest, 2027-01-18T10:00, T14:00",
        "2027-01-18T08:00, 2027-01-18T10:00, in_the_past, from, lead, 2027-01-18T10:00, T12:00",
        "2027-01-18T09:30, 2027-01-18T11:30, too_soon, from, lead, 2027-01-18T10:00, T12:00",
        "2027-03-20T10:00, 2027-03-20T12:00, too_far_ahead, from, horizon, 2027-02-15T10:00,"
            + " T12:00",
        "2027-01-18T18:30, 2027-01-18T21:00, outside_opening_hours, to, hours, 2027-01-18T18:30,"
            + " T20:00",
        "2027-01-18T20:00, 2027-01-18T21:00, outside_opening_hours, from, hours,"
            + " 2027-01-23T09:00, T10:00",
        "2027-01-20T09:00, 2027-01-20T13:00, outside_opening_hours, from, hours,"
            + " 2027-01-23T14:00, T18:00",
      })
  void eachRuleSaysWhatItIsAndWhatWouldDo(
      String from, String to, String code, String field, String rule, String start, String end) {
    Optional<Refusal> refusal = check(SEAT, TENANT, from, to);
    assertThat(refusal.map(Refusal::code).orElse(null)).as("%s", refusal).isEqualTo(code);
    if (refusal.isEmpty()) return;
    assertThat(refusal.get().field()).isEqualTo(field);
    assertThat(refusal.get().rule()).isEqualTo(rule);
    assertThat(refusal.get().accepted().get("from")).hasToString(start);
    assertThat(refusal.get().accepted().get("to")).asString().endsWith(end);
  }

  @Test
  void aHolidayIsNamed() {
    Refusal refusal = check(SEAT, TENANT, "2027-02-01T10:00", "2027-02-01T21:00").orElseThrow();
    assertThat(refusal.code()).isEqualTo("too_long");
    // The Manifesto's Monday, asked for the week before.
    BookedTime monday = time("2027-01-11T10:00", "2027-01-11T12:00");
    Refusal closed =
        BookingRules.check(SITE, SEAT, monday, at("2027-01-09T10:00"), TENANT, Usage.NONE)
            .orElseThrow();
    assertThat(closed.text()).contains("2027-01-11 it is closed (Independence Manifesto Day)");
    assertThat(RefusalWords.of(closed, Language.FR))
        .contains("Fermé lundi 11 janvier.")
        .contains("C’est férié : Manifeste de l’Indépendance.")
        .contains("Possible : samedi 16 janvier 2027, 09:00–11:00.");
    JsonObject json = RefusalJson.explained(Problem.of(422, "x", "x"), closed).toJson();
    assertThat(json.getString("rule")).isEqualTo("hours");
    JsonObject accepted = json.getJsonObject("accepted");
    assertThat(accepted.getJsonArray("openings")).isEmpty();
    assertThat(accepted.getJsonObject("holiday").getString("code"))
        .isEqualTo("independence-manifesto");
    assertThat(accepted.getString("from")).isEqualTo("2027-01-16T09:00");
  }

  @Test
  void aBlackoutGivesItsReasonAndTheTimeBeforeOrAfter() {
    Refusal refusal = check(TABLE, TENANT, "2027-01-18T11:00", "2027-01-18T13:00").orElseThrow();
    assertThat(refusal.code()).isEqualTo("blackout");
    assertThat(refusal.accepted().get("to")).hasToString("2027-01-18T12:00");
    assertThat(RefusalWords.of(refusal, Language.EN)).contains(": Works.");
    Refusal within = check(TABLE, TENANT, "2027-01-18T12:30", "2027-01-18T13:30").orElseThrow();
    assertThat(within.accepted().get("from")).hasToString("2027-01-18T14:00");
    assertThat(check(TABLE, TENANT, "2027-01-18T10:00", "2027-01-18T12:00")).isEmpty();
    assertThat(check(TABLE, TENANT, "2027-01-18T14:00", "2027-01-18T15:00")).isEmpty();
  }

  @Test
  void whoMayBookIsAskedFirst() {
    assertThat(check(TABLE, Asker.ANYONE, "2027-01-18T10:07", "2027-01-18T11:00"))
        .get()
        .extracting(Refusal::code, Refusal::field)
        .containsExactly("tenants_only", "space");
    assertThat(check(TABLE, STAFF, "2027-01-18T10:00", "2027-01-18T11:00")).isEmpty();
    Site closed =
        TestSites.site(TestSites.document(TestSites.SMALL + "rules: {table: {who: staff}}\n"));
    BookedTime time = time("2027-01-18T10:00", "2027-01-18T11:00");
    assertThat(BookingRules.check(closed, TABLE, time, NOW, TENANT, Usage.NONE))
        .get()
        .extracting(Refusal::code)
        .isEqualTo("staff_only");
    assertThat(BookingRules.check(closed, TABLE, time, NOW, STAFF, Usage.NONE)).isEmpty();
  }

  @Test
  void staffNeedNoNoticeAndPlanFartherButHaveNoOtherHours() {
    assertThat(check(SEAT, STAFF, "2027-01-18T09:30", "2027-01-18T11:30")).isEmpty();
    assertThat(check(SEAT, STAFF, "2027-03-20T10:00", "2027-03-20T12:00")).isEmpty();
    assertThat(check(SEAT, STAFF, "2027-01-18T20:00", "2027-01-18T21:00")).isPresent();
    assertThat(check(SEAT, STAFF, "2028-03-25T10:00", "2028-03-25T12:00")).isPresent();
  }

  @Test
  void quotasCountWhatThePersonHasAlready() {
    var quotas = SITE.rules(TABLE).quotas();
    BookedTime time = time("2027-01-18T14:00", "2027-01-18T17:00");
    var four = new Usage(Map.of(quotas.get(0), 240L, quotas.get(1), 2L));
    Refusal refusal = BookingRules.check(SITE, TABLE, time, NOW, TENANT, four).orElseThrow();
    assertThat(refusal.code()).isEqualTo("quota_time");
    assertThat(refusal.accepted())
        .containsEntry("left_minutes", 120L)
        .containsEntry("most_minutes", 360L);
    assertThat(refusal.accepted().get("to")).hasToString("2027-01-18T16:00");
    assertThat(RefusalWords.of(refusal, Language.FR))
        .contains("Au plus 6 heures par jour ; il vous reste 2 heures.");
    assertThat(code(time, new Usage(Map.of(quotas.get(0), 180L)))).isEmpty();
    assertThat(code(time, new Usage(Map.of(quotas.get(1), 3L)))).contains("quota_bookings");
    assertThat(code(time, new Usage(Map.of(quotas.get(2), 9L)))).contains("quota_open");
    assertThat(quotas.get(2)).isInstanceOf(Quota.Open.class);
    assertThat(BookingRules.check(SITE, TABLE, time, NOW, STAFF, four)).isEmpty();
  }

  private static Optional<String> code(BookedTime time, Usage usage) {
    return BookingRules.check(SITE, TABLE, time, NOW, TENANT, usage).map(Refusal::code);
  }

  @Test
  void withoutALeadTheGrainThatHasBegunMayStillBeBooked() {
    assertThat(check(TABLE, TENANT, "2027-01-18T09:00", "2027-01-18T10:00")).isEmpty();
    assertThat(check(TABLE, TENANT, "2027-01-18T08:45", "2027-01-18T10:00"))
        .get()
        .satisfies(r -> assertThat(r.code()).isEqualTo("in_the_past"))
        .satisfies(r -> assertThat(r.accepted().get("from")).hasToString("2027-01-18T09:00"));
  }

  @Test
  void aSpaceTellsItsBufferItsGraceAndWhetherItIsAskedFor() {
    BookedTime time = time("2027-01-18T14:00", "2027-01-18T15:00");
    assertThat(BookingRules.claimed(SITE, TABLE, time.slot()).end())
        .isEqualTo(time.slot().end().plusSeconds(600));
    assertThat(BookingRules.claimed(SITE, SEAT, time.slot())).isEqualTo(time.slot());
    assertThat(BookingRules.grace(SITE, TABLE))
        .hasValueSatisfying(g -> assertThat(g).hasMinutes(15));
    assertThat(BookingRules.grace(SITE, SEAT)).isEmpty();
    assertThat(BookingRules.standing(SITE, TABLE, TENANT)).isEqualTo(BookingStatus.REQUESTED);
    assertThat(BookingRules.standing(SITE, TABLE, STAFF)).isEqualTo(BookingStatus.CONFIRMED);
    assertThat(BookingRules.standing(SITE, SEAT, TENANT)).isEqualTo(BookingStatus.CONFIRMED);
  }

  @Test
  void everyRefusalIsSaidInThreeLanguages() {
    var time = "2027-01-18T";
    var refusals =
        java.util.List.of(
            check(SEAT, TENANT, time + "10:15", time + "12:00").orElseThrow(),
            check(SEAT, TENANT, time + "10:00", time + "10:30").orElseThrow(),
            check(SEAT, TENANT, time + "10:00", time + "16:00").orElseThrow(),
            check(SEAT, TENANT, time + "08:00", time + "10:00").orElseThrow(),
            check(SEAT, TENANT, time + "09:30", time + "11:30").orElseThrow(),
            check(SEAT, TENANT, "2027-03-20T10:00", "2027-03-20T12:00").orElseThrow(),
            check(SEAT, TENANT, time + "20:00", time + "21:00").orElseThrow(),
            check(TABLE, TENANT, time + "12:30", time + "13:30").orElseThrow(),
            check(TABLE, Asker.ANYONE, time + "12:30", time + "13:30").orElseThrow());
    for (Refusal refusal : refusals) {
      for (Language language : Language.values()) {
        assertThat(RefusalWords.of(refusal, language)).as("%s", refusal).isNotBlank();
      }
    }
    assertThat(RefusalWords.of(refusals.get(4), Language.AR)).contains("45 دقيقة");
    assertThat(RefusalWords.of(new Refusal("never_heard_of", "x", "x"), Language.EN))
        .isEqualTo("This booking is not possible.");
  }

  /** Where clocks change lengths are real, and what is proposed can be asked for. */
  @ParameterizedTest
  @CsvSource({
    "2026-02-15T00:00, 2026-02-16T00:00, 1500", // 25 h
    "2026-03-22T00:00, 2026-03-23T00:00, 1380", // 23 h
    "2026-09-20T00:00, 2026-09-21T00:00, 1500", // 25 h
    "2026-12-01T00:00, 2026-12-02T00:00, 1440",
  })
  void onDaysOfAnotherLengthMinutesAreReal(String from, String to, long minutes) {
    String file = TestSites.SMALL + "rules: {position: {longest: 1h}, table: {grain: 30m}}\n";
    for (String day : new String[] {"tue", "wed", "thu", "fri", "sun"}) {
      file =
          file.replace("  mon: 08:00-20:00\n", "  mon: 08:00-20:00\n  " + day + ": 00:00-24:00\n");
    }
    file =
        file.replace("mon: 08:00-20:00", "mon: 00:00-24:00")
            .replace("09:00-12:30, 14:00-24:00", "00:00-24:00");
    Site site = TestSites.site(TestSites.document(file));
    Instant now = at(from).minusSeconds(86_400);
    BookedTime day = time(from, to);
    assertThat(day.slot().length().toMinutes()).isEqualTo(minutes);
    assertThat(BookingRules.check(site, TABLE, day, now, TENANT, Usage.NONE)).isEmpty();
    var short_ = time(LocalDateTime.parse(from).plusMinutes(30).toString(), to);
    Refusal refusal = BookingRules.check(site, SEAT, short_, now, TENANT, Usage.NONE).orElseThrow();
    BookedTime proposed =
        time(
            String.valueOf(refusal.accepted().get("from")),
            String.valueOf(refusal.accepted().get("to")));
    assertThat(proposed.slot().length().toMinutes()).isPositive().isLessThanOrEqualTo(60);
  }
}
