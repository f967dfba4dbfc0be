package mogador.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import mogador.pricing.GiveWallet.NewCredit;
import mogador.pricing.Payer.Holder;
import mogador.sites.PriceUnit;
import mogador.sites.SpaceKind;
import mogador.sites.Tariff;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * A person's packs and a company's credits in the real database, beside counters that give and take
 * one pass at a time: whatever the order, what is left is the sum of the ledger and never negative.
 */
class WalletProperties {
  private static @Nullable WalletPark open;

  @BeforeContainer
  static void open() {
    open = new WalletPark();
  }

  @AfterContainer
  static void close() {
    park().close();
  }

  private static WalletPark park() {
    return Objects.requireNonNull(open);
  }

  /** What happens next. */
  sealed interface Step {
    record GivePack(PriceUnit unit, int passes, int days) implements Step {}

    record GiveCredit(int minutes) implements Step {}

    record BookSeat(int quarters) implements Step {}

    record BookRoom(int quarters) implements Step {}

    /** The so-manyth booking, counted round. */
    record GiveBack(int which, int share) implements Step {}
  }

  @Property(tries = 60)
  void whatIsLeftIsWhatTheCountersSayAndTheSumOfTheLedger(@ForAll("steps") List<Step> steps) {
    UUID person = park().person();
    UUID company = park().company();
    var model = new Model(person);
    for (Step step : steps) {
      switch (step) {
        case Step.GivePack(PriceUnit unit, int passes, int days) -> {
          LocalDate ends = WalletPark.DAY.plusDays(days);
          var holder = new Holder.OfPerson(person);
          model.packs.put(
              park().give(holder, SpaceKind.POSITION, unit, passes, ends),
              new Pack(unit, passes, ends));
        }
        case Step.GiveCredit(int minutes) -> {
          park()
              .wallets
              .give(
                  park().manager(),
                  new NewCredit(
                      company,
                      "essaouira",
                      SpaceKind.MEETING_ROOM,
                      YearMonth.from(WalletPark.DAY),
                      minutes),
                  Optional.empty());
          model.credit += minutes;
        }
        case Step.BookSeat(int quarters) -> model.bookSeat(quarters);
        case Step.BookRoom(int quarters) -> model.bookRoom(company, quarters);
        case Step.GiveBack(int which, int share) -> {
          if (!model.bookings.isEmpty()) {
            model.giveBack(model.bookings.get(which % model.bookings.size()), share);
          }
        }
      }
      model.packs.forEach((id, pack) -> assertThat(left(id)).isEqualTo(pack.left));
      // What is due for the lease is entered at the first booking.
      creditLeft(company)
          .ifPresent(
              left ->
                  assertThat(left).isIn(model.credit, model.credit - WalletPark.LEASED_MINUTES));
    }
    creditLeft(company).ifPresent(left -> assertThat(left).isNotNegative());
  }

  private static final class Pack {
    private final PriceUnit unit;
    private final LocalDate endsOn;
    private int left;

    Pack(PriceUnit unit, int left, LocalDate endsOn) {
      this.unit = unit;
      this.left = left;
      this.endsOn = endsOn;
    }
  }

  private static final class Booked {
    private final UUID id;
    private final Map<UUID, Integer> passes = new HashMap<>();
    private int minutes;

    Booked(UUID id) {
      this.id = id;
    }
  }

  private static final class Model {
    private final UUID person;
    private final Map<UUID, Pack> packs = new LinkedHashMap<>();
    private final List<Booked> bookings = new ArrayList<>();
    private int credit = WalletPark.LEASED_MINUTES;

    Model(UUID person) {
      this.person = person;
    }

    void bookSeat(int quarters) {
      Stretch stretch = park().stretch(SpaceKind.POSITION, quarters);
      Tariff tariff = stretch.tariff().orElseThrow();
      Payer payer = Payer.person(person, java.util.Set.of());
      var paid = spend(stretch, payer);
      int rest = quarters;
      List<UUID> order =
          packs.keySet().stream()
              .sorted(
                  Comparator.comparing((UUID id) -> -pack(id).unit.minutes())
                      .thenComparing(id -> pack(id).endsOn)
                      .thenComparing(id -> id))
              .toList();
      for (UUID id : order) {
        Pack pack = pack(id);
        int length = pack.unit.minutes() / 15;
        while (pack.left > 0 && rest > 0 && worth(tariff, rest) >= worth(tariff, length)) {
          pack.left--;
          rest = Math.max(0, rest - length);
          paid.booked().passes.merge(id, 1, Integer::sum);
        }
      }
      assertThat(paid.payment().passes()).isEqualTo(paid.booked().passes);
      assertThat(paid.payment().money()).isEqualTo(Quote.of(tariff, rest, false));
      assertThat(paid.payment().lines())
          .endsWith(paid.payment().money().lines().toArray(Line[]::new));
    }

    void bookRoom(UUID company, int quarters) {
      Stretch stretch = park().stretch(SpaceKind.MEETING_ROOM, quarters);
      var paid = spend(stretch, Payer.company(company));
      int rest = quarters;
      while (rest > 0 && credit >= 15) {
        credit -= 15;
        rest--;
        paid.booked().minutes += 15;
      }
      assertThat(paid.payment().creditMinutes()).isEqualTo(paid.booked().minutes);
      assertThat(paid.payment().money())
          .as("a member's price")
          .isEqualTo(Quote.of(stretch.tariff().orElseThrow(), rest, true));
    }

    private record Paid(Booked booked, Payment payment) {}

    private Paid spend(Stretch stretch, Payer payer) {
      Payment before = park().wallets.preview(payer, stretch);
      Paid paid =
          park()
              .database()
              .inTransaction(
                  sql -> {
                    UUID id = UUID.randomUUID();
                    Payment payment = park().wallets.spend(sql, id, payer, stretch, WalletPark.NOW);
                    park().booking(sql, id, person, stretch);
                    return new Paid(new Booked(id), payment);
                  });
      assertThat(paid.payment()).as("as it was told before").isEqualTo(before);
      bookings.add(paid.booked());
      return paid;
    }

    void giveBack(Booked booked, int share) {
      GivenBack back =
          park()
              .database()
              .inTransaction(sql -> park().wallets.giveBack(sql, booked.id, share, WalletPark.NOW));
      for (PriceUnit unit : PriceUnit.OF_PASSES) {
        List<UUID> used =
            booked.passes.keySet().stream()
                .filter(id -> pack(id).unit == unit)
                .sorted(
                    Comparator.comparing((UUID id) -> pack(id).endsOn)
                        .reversed()
                        .thenComparing(id -> id))
                .toList();
        int all = used.stream().mapToInt(id -> booked.passes.getOrDefault(id, 0)).sum();
        int due = (int) ((long) all * share / 10_000);
        assertThat(back.passes().getOrDefault(unit, 0)).isEqualTo(due);
        for (UUID id : used) {
          while (due > 0 && booked.passes.getOrDefault(id, 0) > 0) {
            booked.passes.merge(id, -1, Integer::sum);
            pack(id).left++;
            due--;
          }
        }
      }
      int minutes = (int) ((long) booked.minutes * share / 10_000);
      assertThat(back.creditMinutes()).isEqualTo(minutes);
      booked.minutes -= minutes;
      credit += minutes;
    }

    private Pack pack(UUID id) {
      return Objects.requireNonNull(packs.get(id));
    }

    private static long worth(Tariff tariff, int quarters) {
      return Quote.of(tariff, quarters, false).total().centimes();
    }
  }

  /** As kept, once it is seen to be the sum of the ledger. */
  private static int left(UUID pack) {
    return park()
        .sql()
        .first(
            row -> {
              assertThat(row.getInteger("passes")).isEqualTo(row.getInteger("sum"));
              return row.getInteger("passes");
            },
            """
            select passes, (select sum(passes)::int from pack_entry where pack_id = $1) as sum
            from pack where id = $1
            """,
            pack)
        .orElseThrow();
  }

  private static Optional<Integer> creditLeft(UUID company) {
    return park()
        .sql()
        .first(
            row -> {
              assertThat(row.getInteger("minutes")).isEqualTo(row.getInteger("sum"));
              return row.getInteger("minutes");
            },
            """
            select minutes, (select coalesce(sum(minutes), 0)::int from credit_entry
                             where credit_id = credit.id) as sum
            from credit where company_id = $1
            """,
            company);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> givePack =
        Combinators.combine(
                Arbitraries.of(PriceUnit.HALF_DAY, PriceUnit.DAY),
                Arbitraries.integers().between(1, 4),
                Arbitraries.integers().between(1, 40))
            .as(Step.GivePack::new);
    Arbitrary<Step> giveCredit = Arbitraries.integers().between(1, 200).map(Step.GiveCredit::new);
    Arbitrary<Step> seat = Arbitraries.integers().between(1, 400).map(Step.BookSeat::new);
    Arbitrary<Step> room = Arbitraries.integers().between(1, 12).map(Step.BookRoom::new);
    Arbitrary<Step> back =
        Combinators.combine(
                Arbitraries.integers().between(0, 20),
                Arbitraries.of(0, 2_500, 3_333, 5_000, 9_999, 10_000))
            .as(Step.GiveBack::new);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(2, givePack),
            net.jqwik.api.Tuple.of(1, giveCredit),
            net.jqwik.api.Tuple.of(3, seat),
            net.jqwik.api.Tuple.of(3, room),
            net.jqwik.api.Tuple.of(2, back))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }
}
