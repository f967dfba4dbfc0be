package mogador.sites;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import mogador.sites.CancellationTiers.Tier;
import mogador.sites.SpaceRules.Audience;
import mogador.sites.SpaceRules.Blackout;
import mogador.sites.SpaceRules.EarlyLeave;
import mogador.sites.SpaceRules.NoShow;
import mogador.sites.SpaceRules.Per;
import mogador.sites.SpaceRules.Quota;
import mogador.sites.SpaceRules.Scope;

/** The rules of a site file. */
final class RulesReader {
  private static final String ALL = "all";
  private static final int PERCENT = CancellationTiers.ALL / 100;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEARS = Duration.ofDays(3_660);

  private RulesReader() {}

  /** The section {@code rules}, with what was found at the spaces, by code. */
  static SiteRules read(
      Optional<Field> section,
      Map<String, RuleLayer> spaces,
      List<SiteDocument.Plot> plots,
      Complaints complaints) {
    Map<SpaceKind, RuleLayer> kinds = new EnumMap<>(SpaceKind.class);
    Optional<Fields> layers =
        section.map(
            field ->
                field.fields(
                    Stream.concat(
                            Stream.of(ALL), Stream.of(SpaceKind.values()).map(SpaceKind::code))
                        .toArray(String[]::new)));
    Optional<RuleLayer> all = layers.flatMap(l -> l.may(ALL)).map(f -> layer(f, Scope.SITE));
    for (SpaceKind kind : SpaceKind.values()) {
      layers.flatMap(l -> l.may(kind.code())).ifPresent(f -> kinds.put(kind, layer(f, Scope.KIND)));
    }
    Map<String, SpaceKind> kindOf = new HashMap<>();
    plots.forEach(plot -> kindOf.put(plot.code(), plot.kind()));
    SiteRules rules = SiteRules.of(all, kinds, spaces, kindOf);
    check(rules, complaints);
    return rules;
  }

  private static void check(SiteRules rules, Complaints complaints) {
    Optional<String> wrong =
        rules.all().flatMap(layer -> SpaceRules.DEFAULT.with(layer).contradiction());
    wrong.ifPresent(message -> complaints.add("rules." + ALL, message));
    if (wrong.isPresent()) return;
    for (SpaceKind kind : rules.kinds().keySet()) {
      rules
          .of(kind)
          .contradiction()
          .ifPresent(message -> complaints.add("rules." + kind.code(), message));
    }
    rules
        .bySpace()
        .forEach(
            (code, merged) ->
                merged
                    .contradiction()
                    .ifPresent(message -> complaints.add("spaces[" + code + "].rules", message)));
  }

  static RuleLayer layer(Field field, Scope scope) {
    Fields rules =
        field.fields(
            "shortest",
            "longest",
            "grain",
            "lead",
            "horizon",
            "buffer",
            "no_show",
            "early_leave",
            "approval",
            "who",
            "quotas",
            "blackouts",
            "cancellation",
            "walk_in");
    return new RuleLayer(
        rules.may("shortest").flatMap(f -> length(f, 5, YEARS, 5)),
        rules.may("longest").flatMap(f -> length(f, 5, YEARS, 5)),
        rules.may("grain").flatMap(f -> length(f, 5, DAY, 5)),
        rules.may("lead").flatMap(f -> length(f, 0, YEARS, 1)),
        rules.may("horizon").flatMap(f -> length(f, 1, YEARS, 1)),
        rules.may("buffer").flatMap(f -> length(f, 0, DAY, 5)),
        rules.may("no_show").map(RulesReader::noShow),
        rules.may("early_leave").map(RulesReader::earlyLeave),
        rules.may("approval").map(Field::flag),
        rules.may("who").map(f -> f.choice(Audience.values(), Audience::code)),
        rules.may("quotas").map(f -> f.items().stream().flatMap(q -> quota(q, scope)).toList()),
        rules.may("blackouts").stream()
            .flatMap(f -> f.items().stream())
            .flatMap(f -> blackout(f).stream())
            .toList(),
        rules.may("cancellation").map(RulesReader::cancellation),
        rules.may("walk_in").flatMap(f -> length(f, 0, DAY, 15)));
  }

  /** A length from {@code least} minutes to {@code most}, in whole steps of minutes. */
  private static Optional<Duration> length(Field field, int least, Duration most, int step) {
    String steps = step == 1 ? "" : ", a multiple of " + step + "m";
    String wanted =
        RuleText.LENGTH
            + " from %s to %s".formatted(RuleText.of(Duration.ofMinutes(least)), RuleText.of(most))
            + steps;
    return value(
        field,
        wanted,
        text ->
            RuleText.length(text)
                .filter(l -> l.toMinutes() >= least && l.compareTo(most) <= 0)
                .filter(l -> l.toMinutes() % step == 0));
  }

  private static NoShow noShow(Field field) {
    Fields rule = field.fields("grace", "release");
    NoShow usual = SpaceRules.DEFAULT.noShow();
    return new NoShow(
        rule.may("grace").flatMap(f -> length(f, 1, DAY, 1)).orElse(usual.grace()),
        rule.need("release").flag());
  }

  private static EarlyLeave earlyLeave(Field field) {
    Fields rule = field.fields("give_back", "credit");
    return new EarlyLeave(
        rule.need("give_back").flag(), rule.may("credit").map(f -> f.whole(0, 100)).orElse(0));
  }

  private static Stream<Quota> quota(Field field, Scope scope) {
    Fields quota = field.fields("per", "time", "bookings", "open");
    if (quota.may("open").isPresent()) {
      if (quota.byKey().size() > 1) field.complain("open stands alone, without per");
      return quota.may("open").map(f -> new Quota.Open(scope, f.whole(0, 10_000))).stream()
          .map(Quota.class::cast);
    }
    Per per = quota.need("per").choice(Per.values(), Per::code);
    List<Quota> quotas = new ArrayList<>();
    quota
        .may("time")
        .map(f -> length(f, 0, YEARS, 1).orElse(Duration.ZERO))
        .ifPresent(most -> quotas.add(new Quota.Time(scope, per, most)));
    quota
        .may("bookings")
        .ifPresent(f -> quotas.add(new Quota.Bookings(scope, per, f.whole(0, 10_000))));
    if (quotas.isEmpty()) field.complain("says how much: time, bookings or open");
    return quotas.stream();
  }

  private static Optional<Blackout> blackout(Field field) {
    Fields blackout = field.fields("from", "to", "reason");
    Optional<LocalDateTime> from = value(blackout.need("from"), RuleText.TIME, RuleText::from);
    Optional<LocalDateTime> to = value(blackout.need("to"), RuleText.TIME, RuleText::to);
    var reason = blackout.need("reason").words(200);
    if (from.isEmpty() || to.isEmpty()) return Optional.empty();
    if (!from.get().isBefore(to.get())) {
      field.complain("ends before it begins");
      return Optional.empty();
    }
    return Optional.of(new Blackout(from.get(), to.get(), reason));
  }

  /** Empty when it was wrong, which was complained about. */
  static <T> Optional<T> value(Field field, String wanted, Function<String, Optional<T>> reading) {
    return field.value(wanted, List.<T>of(), text -> reading.apply(text).map(List::of)).stream()
        .findFirst();
  }

  private static CancellationTiers cancellation(Field field) {
    List<Tier> tiers = new ArrayList<>();
    for (Field item : field.items()) {
      Fields refund = item.fields("until", "refund");
      Duration until = length(refund.need("until"), 0, YEARS, 1).orElse(Duration.ZERO);
      int percent = refund.need("refund").whole(0, 100);
      boolean falls =
          tiers.isEmpty()
              || (until.compareTo(tiers.getLast().noticeAtLeast()) < 0
                  && percent * PERCENT < tiers.getLast().backBasisPoints());
      if (falls) tiers.add(new Tier(until, percent * PERCENT));
      else item.complain("the longest notice comes first, and gives back the most");
    }
    return new CancellationTiers(tiers);
  }
}
