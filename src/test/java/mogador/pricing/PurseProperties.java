package mogador.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import mogador.pricing.Payer.Holder;
import mogador.sites.PriceUnit;
import mogador.sites.SpaceKind;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** What a purse says of many stretches is what each then costs, one after the other. */
class PurseProperties {
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

  record Given(PriceUnit unit, int passes, int days) {}

  /** So many days after the first, and so long. */
  record Asked(int day, int quarters) {}

  @Property(tries = 40)
  void itSaysWhatIsThenSpentAndSpendsNothing(
      @ForAll("packs") List<Given> packs, @ForAll("stretches") List<Asked> asked) {
    var person = new Holder.OfPerson(park().person());
    for (Given pack : packs) {
      park()
          .give(
              person,
              SpaceKind.POSITION,
              pack.unit(),
              pack.passes(),
              WalletPark.DAY.plusDays(pack.days()));
    }
    agree(person.id(), Payer.person(person.id(), Set.of()), SpaceKind.POSITION, asked);
  }

  @Property(tries = 25)
  void aCompanysCreditsOfEachMonthAreUsedOnce(@ForAll("stretches") List<Asked> asked) {
    UUID member = park().person();
    agree(member, Payer.company(park().company()), SpaceKind.MEETING_ROOM, asked);
  }

  private static void agree(UUID member, Payer payer, SpaceKind kind, List<Asked> asked) {
    List<Stretch> stretches = asked.stream().map(one -> stretch(kind, one)).toList();
    List<Payment> told = foretold(payer, stretches);
    assertThat(foretold(payer, stretches)).as("nothing was spent").isEqualTo(told);
    List<Payment> paid =
        park()
            .database()
            .inTransaction(
                sql ->
                    stretches.stream()
                        .map(
                            stretch -> {
                              UUID id = UUID.randomUUID();
                              Payment one =
                                  park().wallets.spend(sql, id, payer, stretch, WalletPark.NOW);
                              park().booking(sql, id, member, stretch);
                              return one;
                            })
                        .toList());
    assertThat(paid).isEqualTo(told);
  }

  private static List<Payment> foretold(Payer payer, List<Stretch> stretches) {
    Purse purse = park().wallets.purse(park().sql(), payer);
    return stretches.stream().map(purse::pay).toList();
  }

  private static Stretch stretch(SpaceKind kind, Asked asked) {
    LocalDateTime from = WalletPark.DAY.plusDays(asked.day()).atTime(9, 0);
    return new Stretch(park().site(), kind, from, from.plusMinutes(15L * asked.quarters()));
  }

  @Provide
  Arbitrary<List<Given>> packs() {
    return Combinators.combine(
            Arbitraries.of(PriceUnit.HALF_DAY, PriceUnit.DAY),
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(1, 40))
        .as(Given::new)
        .list()
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<List<Asked>> stretches() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 40), Arbitraries.integers().between(1, 40))
        .as(Asked::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }
}
