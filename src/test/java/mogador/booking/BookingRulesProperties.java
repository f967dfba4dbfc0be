package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import mogador.booking.BookingRules.Read;
import mogador.booking.BookingRules.Refusal;
import mogador.kernel.Language;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceRules.Quota;
import mogador.sites.TestSites;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BookingRulesProperties {
  private static final String[] GRAINS = {"5m", "15m", "30m", "1h", "2h"};
  private static final String[] DAYS = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  private static final String[] HOURS = {
    "00:00-24:00", "08:00-20:00", "09:00-12:30, 14:00-24:00", "00:00-06:10", "07:20-23:50"
  };

  /** Around the days on which Morocco's clocks changed in 2026, and a day on which none did. */
  private static final String[] STARTS = {
    "2026-02-14T00:00", "2026-03-21T00:00", "2026-09-18T00:00", "2026-12-01T00:00"
  };

  @Property(tries = 600)
  void whatARefusalAcceptsIsAccepted(
      @ForAll Random random,
      @ForAll @IntRange(min = 0, max = 5 * 288) int start,
      @ForAll @IntRange(min = 1, max = 600) int length) {
    Site site = TestSites.site(TestSites.document(file(random)));
    Space space = site.space("p-1").orElseThrow();
    LocalDateTime first = LocalDateTime.parse(STARTS[random.nextInt(STARTS.length)]);
    Instant now = site.clock().firstInstant(first.plusMinutes(random.nextInt(3_000)));
    LocalDateTime from = first.plusMinutes(5L * start);
    if (!(read(site, from, from.plusMinutes(5L * length)) instanceof Read.Time(var time))) return;
    var asker = new Asker(random.nextBoolean(), random.nextInt(5) == 0);
    Usage usage = usage(site, space, random);
    Optional<Refusal> refusal = BookingRules.check(site, space, time, now, asker, usage);
    if (usage.equals(Usage.NONE)) {
      assertThat(BookingRules.allow(site, space, time, now, asker)).isEqualTo(refusal.isEmpty());
    }
    if (refusal.isEmpty()) return;
    for (Language language : Language.values()) RefusalWords.of(refusal.get(), language);
    Map<String, Object> accepted = refusal.get().accepted();
    if (!(accepted.get("from") instanceof LocalDateTime otherFrom)
        || !(accepted.get("to") instanceof LocalDateTime otherTo)) {
      return;
    }
    Read read = read(site, otherFrom, otherTo);
    assertThat(read).as("%s can be asked for", accepted).isInstanceOf(Read.Time.class);
    BookedTime other = ((Read.Time) read).time();
    assertThat(BookingRules.check(site, space, other, now, asker, usage))
        .as("what %s proposes", refusal.get())
        .isEmpty();
  }

  /** Where the park is open all week and nobody is refused for who they are, something fits. */
  @Property(tries = 300)
  void whereSomethingCanBeProposedItIs(
      @ForAll Random random,
      @ForAll @IntRange(min = 0, max = 3 * 96) int start,
      @ForAll @IntRange(min = 1, max = 200) int length) {
    String file = TestSites.SMALL.replace("  mon: 08:00-20:00\n", week(random, 2));
    Site site = TestSites.site(TestSites.document(file));
    Space space = site.space("p-1").orElseThrow();
    LocalDateTime first = LocalDateTime.parse("2027-04-05T00:00");
    Instant now = site.clock().firstInstant(first);
    LocalDateTime from = first.plusMinutes(15L * start);
    BookedTime time = ((Read.Time) read(site, from, from.plusMinutes(15L * length))).time();
    Optional<Refusal> refusal =
        BookingRules.check(site, space, time, now, Asker.ANYONE, Usage.NONE);
    refusal.ifPresent(r -> assertThat(r.accepted()).as("%s", r).containsKeys("from", "to"));
  }

  private static Read read(Site site, LocalDateTime from, LocalDateTime to) {
    return BookingRules.read(from.toString(), to.toString(), site.clock());
  }

  private static Usage usage(Site site, Space space, Random random) {
    Map<Quota, Long> used = new HashMap<>();
    for (Quota quota : site.rules(space).quotas()) {
      long most =
          switch (quota) {
            case Quota.Time(var scope, var per, Duration time) -> time.toMinutes();
            case Quota.Bookings(var scope, var per, int most1) -> most1;
            case Quota.Open(var scope, int most2) -> most2;
          };
      used.put(quota, random.nextLong(most + 2));
    }
    return new Usage(used);
  }

  private static String week(Random random, int kinds) {
    var week = new StringBuilder();
    for (String day : DAYS) {
      if (day.equals("sat")) continue;
      week.append("  " + day + ": " + HOURS[random.nextInt(kinds)] + "\n");
    }
    return week.toString();
  }

  private static String file(Random random) {
    int grain = random.nextInt(GRAINS.length);
    String longest = new String[] {"2h", "6h", "2d", "31d"}[random.nextInt(4)];
    var rules = new StringBuilder("rules:\n  position:\n    grain: " + GRAINS[grain] + "\n");
    rules.append("    longest: " + longest + "\n");
    if (random.nextBoolean()) rules.append("    shortest: 2h\n");
    if (random.nextBoolean()) rules.append("    lead: " + (1 + random.nextInt(30)) + "h\n");
    if (random.nextBoolean()) rules.append("    horizon: " + (2 + random.nextInt(6)) + "d\n");
    if (random.nextInt(4) == 0) rules.append("    who: tenants\n");
    if (random.nextInt(3) == 0) {
      rules.append("    quotas: [{per: day, time: 5h}, {per: week, bookings: 4}, {open: 5}]\n");
    }
    if (random.nextInt(3) == 0) {
      LocalDateTime day = LocalDateTime.parse(STARTS[random.nextInt(STARTS.length)]);
      LocalDateTime from = day.plusMinutes(random.nextInt(6_000));
      rules
          .append("    blackouts: [{from: " + from + ", to: ")
          .append(from.plusMinutes(1 + random.nextInt(3_000)) + ", reason: x}]\n");
    }
    return TestSites.SMALL.replace("  mon: 08:00-20:00\n", week(random, HOURS.length)) + rules;
  }
}
