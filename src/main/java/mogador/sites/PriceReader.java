package mogador.sites;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import mogador.kernel.Vat;

/** The sections of a site file about money: {@code prices}, {@code tariffs}, {@code credits}. */
final class PriceReader {
  private static final int MOST_MAD = 1_000_000;
  private static final int MOST_MINUTES = 10_000;

  private PriceReader() {}

  static Prices prices(Fields site) {
    return new Prices(
        tariffs(site.need("prices").fields(kindsAnd())),
        site.may("tariffs").map(PriceReader::later).orElse(List.of()),
        site.may("credits").map(PriceReader::credits).orElse(Map.of()));
  }

  static Prices.Rent rent(Field field) {
    Fields rent = field.fields("per_m2_month", "vat");
    return new Prices.Rent(amount(rent.need("per_m2_month")), vatRateBp(rent.need("vat")));
  }

  private static List<Prices.Dated> later(Field field) {
    List<Prices.Dated> later = new ArrayList<>();
    Set<LocalDate> seen = new HashSet<>();
    for (Field item : field.items()) {
      Fields dated = item.fields(kindsAnd("from"));
      Field from = dated.need("from");
      LocalDate day = from.value("a date such as 2027-01-01", LocalDate.EPOCH, PriceReader::date);
      if (!seen.add(day)) from.complain("the tariffs from that day are given twice");
      later.add(new Prices.Dated(day, tariffs(dated)));
    }
    return later;
  }

  private static Map<SpaceKind, Tariff> tariffs(Fields kinds) {
    return byKind(kinds, PriceReader::tariff);
  }

  private static Tariff tariff(Field field) {
    Fields fields = field.fields(codes(PriceUnit.OF_TARIFFS, "vat", "members", "passes"));
    Map<PriceUnit, Long> prices = amounts(fields);
    if (prices.isEmpty()) {
      field.complain("needs a price: hour, half_day, day, week or month");
      prices.put(PriceUnit.HOUR, 0L);
    }
    return new Tariff(
        prices,
        fields
            .may("members")
            .map(f -> amounts(f.fields(codes(PriceUnit.OF_TARIFFS))))
            .orElse(Map.of()),
        new Vat(vatRateBp(fields.need("vat"))),
        fields.may("passes").map(PriceReader::passes).orElse(Set.of()));
  }

  private static Map<PriceUnit, Long> amounts(Fields fields) {
    Map<PriceUnit, Long> amounts = new EnumMap<>(PriceUnit.class);
    for (PriceUnit unit : PriceUnit.OF_TARIFFS) {
      fields.may(unit.code()).ifPresent(f -> amounts.put(unit, amount(f)));
    }
    return amounts;
  }

  private static Set<PriceUnit> passes(Field field) {
    Set<PriceUnit> passes = EnumSet.noneOf(PriceUnit.class);
    PriceUnit[] units = PriceUnit.OF_PASSES.toArray(PriceUnit[]::new);
    for (Field item : field.items()) passes.add(item.choice(units, PriceUnit::code));
    return passes;
  }

  private static Map<SpaceKind, Integer> credits(Field field) {
    return byKind(
        field.fields(kindsAnd()),
        f -> f.fields("minutes_per_m2").need("minutes_per_m2").hundredths("minutes", MOST_MINUTES));
  }

  private static <T> Map<SpaceKind, T> byKind(Fields fields, Function<Field, T> reading) {
    Map<SpaceKind, T> found = new EnumMap<>(SpaceKind.class);
    for (SpaceKind kind : SpaceKind.values()) {
      fields.may(kind.code()).ifPresent(f -> found.put(kind, reading.apply(f)));
    }
    return found;
  }

  private static long amount(Field field) {
    return field.hundredths("MAD", MOST_MAD);
  }

  private static int vatRateBp(Field field) {
    return field.hundredths("percent", 100);
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text))
          .filter(d -> d.getYear() >= 2000 && d.getYear() < 2100);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String[] kindsAnd(String... keys) {
    return Stream.concat(Stream.of(keys), Stream.of(SpaceKind.values()).map(SpaceKind::code))
        .toArray(String[]::new);
  }

  private static String[] codes(List<PriceUnit> units, String... keys) {
    return Stream.concat(units.stream().map(PriceUnit::code), Stream.of(keys))
        .toArray(String[]::new);
  }
}
