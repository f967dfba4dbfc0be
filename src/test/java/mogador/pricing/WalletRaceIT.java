package mogador.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import mogador.kernel.Money;
import mogador.platform.Race;
import mogador.pricing.Payer.Holder;
import mogador.sites.PriceUnit;
import mogador.sites.SpaceKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Eight who pay out of one wallet at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WalletRaceIT {
  private static final int CLIENTS = 8;

  private final WalletPark park = new WalletPark();
  private List<UUID> members = List.of();

  @BeforeAll
  void people() {
    var some = new ArrayList<UUID>();
    for (int i = 0; i < CLIENTS; i++) some.add(park.person());
    members = some;
  }

  @AfterAll
  void close() {
    park.close();
  }

  @Test
  void noPassIsSpentTwice() throws Exception {
    UUID company = park.company();
    UUID pack = days(new Holder.OfCompany(company), 5);
    Stretch day = park.stretch(SpaceKind.POSITION, 32);
    List<Payment> payments = Race.of(CLIENTS, i -> pay(company, members.get(i), day));
    assertThat(payments.stream().filter(p -> p.passes().getOrDefault(pack, 0) == 1)).hasSize(5);
    assertThat(payments.stream().filter(p -> p.money().total().equals(Money.ofCentimes(12_000))))
        .as("the others pay a member's day")
        .hasSize(3);
  }

  @Test
  void theMonthsCreditsAreEnteredOnceAndSpentOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      UUID company = park.company();
      Stretch hour = park.stretch(SpaceKind.MEETING_ROOM, 4);
      List<Payment> payments = Race.of(CLIENTS, i -> pay(company, members.get(i), hour));
      assertThat(payments.stream().mapToInt(Payment::creditMinutes).sum()).isEqualTo(135);
      assertThat(
              park.sql()
                  .first(
                      row -> row.getInteger(0),
                      """
                      select sum(e.minutes)::int from credit_entry e
                      join credit c on c.id = e.credit_id
                      where c.company_id = $1 and e.cause = 'leased'
                      """,
                      company))
          .contains(WalletPark.LEASED_MINUTES);
    }
  }

  @Test
  void aPassComesBackOnceHoweverOftenItIsGivenBackAtOnce() throws Exception {
    UUID company = park.company();
    UUID pack = days(new Holder.OfCompany(company), 2);
    Stretch day = park.stretch(SpaceKind.POSITION, 32);
    UUID booking =
        park.database()
            .inTransaction(
                sql -> {
                  UUID id = UUID.randomUUID();
                  park.wallets.spend(sql, id, Payer.company(company), day, WalletPark.NOW);
                  park.booking(sql, id, members.getFirst(), day);
                  return id;
                });
    List<GivenBack> back =
        Race.of(
            CLIENTS,
            i ->
                park.database()
                    .inTransaction(
                        sql -> park.wallets.giveBack(sql, booking, 10_000, WalletPark.NOW)));
    assertThat(back.stream().filter(b -> b.passes().containsKey(PriceUnit.DAY))).hasSize(1);
    assertThat(left(pack)).isEqualTo(2);
  }

  @Test
  void theDatabaseRefusesToOverdrawAndToForget() {
    UUID person = members.getFirst();
    UUID pack = days(new Holder.OfPerson(person), 1);
    UUID booking =
        park.database()
            .inTransaction(
                sql -> {
                  UUID id = UUID.randomUUID();
                  park.booking(sql, id, person, park.stretch(SpaceKind.POSITION, 32));
                  return id;
                });
    assertThatThrownBy(
            () ->
                park.sql()
                    .run(
                        """
                        insert into pack_entry (pack_id, cause, passes, booking_id, happened_at)
                        values ($1, 'spent', -2, $2, $3)
                        """,
                        pack,
                        booking,
                        WalletPark.NOW))
        .hasMessageContaining("pack_passes_check");
    assertThatThrownBy(() -> park.sql().run("delete from pack_entry where pack_id = $1", pack))
        .hasMessageContaining("never changed");
    assertThat(left(pack)).isEqualTo(1);
  }

  @Test
  void whoHasNoPackIsNotAskedForInTheDatabaseAgainAndAgain() {
    Payer nobody = Payer.person(park.person(), Set.of());
    Stretch day = park.stretch(SpaceKind.POSITION, 32);
    assertThat(park.wallets.mayPay(nobody, day)).isFalse();
    days(nobody.holder(), 1);
    assertThat(park.wallets.mayPay(nobody, day)).as("once given").isTrue();
  }

  private Payment pay(UUID company, UUID member, Stretch stretch) {
    return park.database()
        .inTransaction(
            sql -> {
              UUID id = UUID.randomUUID();
              Payment payment =
                  park.wallets.spend(sql, id, Payer.company(company), stretch, WalletPark.NOW);
              park.booking(sql, id, member, stretch);
              return payment;
            });
  }

  private int left(UUID pack) {
    return park.sql()
        .first(row -> row.getInteger("passes"), "select passes from pack where id = $1", pack)
        .orElseThrow();
  }

  /** A pack of days, good for a month. */
  private UUID days(Holder holder, int passes) {
    return park.give(
        holder, SpaceKind.POSITION, PriceUnit.DAY, passes, WalletPark.DAY.plusDays(30));
  }
}
