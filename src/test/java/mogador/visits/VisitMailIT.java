package mogador.visits;

import static mogador.visits.VisitPark.FROM;
import static mogador.visits.VisitPark.guest;
import static mogador.visits.VisitPark.wish;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.kernel.Language;
import mogador.visits.VisitPark.Letter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What visitors are told, and what a strict reader makes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisitMailIT {
  private static final String ROOT = "https://mogador.example";

  private VisitPark park;

  @BeforeAll
  void open() {
    park = new VisitPark();
  }

  @AfterAll
  void close() {
    park.close();
  }

  @Test
  void anInvitationIsARequestAtTheSitesOwnTime() {
    Visit visit = park.invite(wish(guest("Karim Tazi", Language.FR), FROM, FROM.plusHours(2)));
    Letter letter = park.letters(visit).getFirst();
    assertThat(letter.calendar().method()).isEqualTo("REQUEST");
    assertThat(letter.calendar().slots()).containsExactly(visit.slot());
    assertThat(letter.calendar().components("VTIMEZONE")).hasSize(1);
    assertThat(letter.says("UID")).isEqualTo(visit.id() + "@mogador");
    assertThat(letter.says("SEQUENCE")).isEqualTo("0");
    assertThat(letter.says("STATUS")).isEqualTo("CONFIRMED");
    assertThat(letter.says("URL")).isEqualTo(ROOT + "/visit/" + visit.token());
    assertThat(letter.says("ATTENDEE")).isEqualTo("mailto:" + visit.guest().email().orElseThrow());
    assertThat(letter.says("ORGANIZER")).isEqualTo("mailto:park@mogador.example");
    assertThat(letter.ics().replace("\r\n ", ""))
        .contains("\r\nDTSTART;TZID=Africa/Casablanca:20260919T140000\r\n")
        .contains("\r\nDTEND;TZID=Africa/Casablanca:20260919T160000\r\n")
        .contains("PARTSTAT=NEEDS-ACTION", "CN=Karim Tazi");
  }

  @Test
  void itIsInTheVisitorsLanguageWithThePlaceAndTheLink() {
    Map<Language, List<String>> words =
        Map.of(
            Language.FR, List.of("Visite à Salma Alaoui · Sidi", "Bureau 1, Rez-de-chaussée, Sidi"),
            Language.AR, List.of("زيارة إلى Salma Alaoui · سيدي", "مكتب 1، الطابق الأرضي، سيدي"),
            Language.EN, List.of("Visit to Salma Alaoui · Sidi", "Office 1, Ground floor, Sidi"));
    words.forEach(
        (language, said) -> {
          var wish =
              new Wish(guest("Karim", language), FROM, FROM.plusHours(1), Optional.of("b-1"));
          Visit visit = park.invite(wish);
          Letter letter = park.letters(visit).getFirst();
          assertThat(letter.says("SUMMARY")).isEqualTo(said.get(0));
          assertThat(letter.says("LOCATION")).startsWith(said.get(1)).endsWith("1, rue du Port");
          assertThat(letter.says("DESCRIPTION")).contains(park.visits.link(visit));
          assertThat(letter.body()).contains(park.visits.link(visit)).doesNotContain("{", "}");
        });
  }

  @Test
  void aChangeSaysWhetherTheTimeHasMoved() {
    Visit visit = park.invite(wish(guest("Karim", Language.EN), FROM, FROM.plusHours(2)));
    park.visits.change(
        park.host, visit.id(), was -> wish(was.guest(), FROM.plusHours(1), FROM.plusHours(2)));
    Visit.Guest other =
        new Visit.Guest("Leïla", Optional.empty(), "Souss SARL", "Parking", Language.FR);
    park.visits.change(park.host, visit.id(), was -> wish(other, was.from(), was.to()));
    List<Letter> letters = park.letters(visit);
    assertThat(letters).hasSize(3);
    assertThat(letters.get(1).subject()).startsWith("Your visit has moved");
    assertThat(letters.get(2).subject()).startsWith("Votre visite a changé");
    assertThat(letters.get(2).body()).contains("Leïla", "Parking");
    assertThat(letters.get(2).says("DESCRIPTION")).startsWith("Parking");
    assertThat(letters.get(2).says("SEQUENCE")).isEqualTo("2");
    assertThat(letters.get(2).calendar().slots()).containsExactly(park.now(visit).slot());
  }

  @Test
  void aCancellationTakesItOutOfTheCalendar() {
    Visit visit = park.invite(wish(guest("Karim", Language.AR), FROM, FROM.plusHours(2)));
    park.visits.cancel(park.host, visit.id());
    park.visits.cancel(park.host, visit.id());
    List<Letter> letters = park.letters(visit);
    assertThat(letters).hasSize(2);
    Letter last = letters.getLast();
    assertThat(last.calendar().method()).isEqualTo("CANCEL");
    assertThat(last.says("UID")).isEqualTo(visit.id() + "@mogador");
    assertThat(last.says("SEQUENCE")).isEqualTo("1");
    assertThat(last.says("STATUS")).isEqualTo("CANCELLED");
    assertThat(last.says("DESCRIPTION")).isEqualTo("أُلغيت هذه الزيارة.");
  }

  @Test
  void calendarsGetTheEntryAnewWhenTheRulesOfTheZoneWereOthers() {
    Visit visit = park.invite(wish(guest("Karim", Language.EN), FROM, FROM.plusHours(2)));
    park.sql()
        .run(
            "update visit set starts_at = starts_at - interval '1 hour', ends_at = ends_at -"
                + " interval '1 hour' where id = $1",
            visit.id());
    park.rederive();
    Letter last = park.letters(visit).getLast();
    assertThat(last.subject()).startsWith("New clock rules");
    assertThat(last.says("SEQUENCE")).isEqualTo("1");
    assertThat(last.calendar().slots()).containsExactly(visit.slot());
  }

  @Test
  void whatPeopleTypeStaysWithinItsProperty() {
    String name = "Karim \"K\"; Tazi, 2\\n: ^é مرحبا";
    var guest =
        new Visit.Guest(
            name,
            guest("", Language.FR).email(),
            "",
            "Parking;\r\nEND:VEVENT\r\nMETHOD:CANCEL",
            Language.FR);
    Visit visit = park.invite(wish(guest, FROM, FROM.plusHours(2)));
    Letter letter = park.letters(visit).getFirst();
    assertThat(letter.calendar().method()).isEqualTo("REQUEST");
    assertThat(letter.says("DESCRIPTION")).startsWith("Parking;\nEND:VEVENT\nMETHOD:CANCEL");
  }

  @Test
  void whoHasNoAddressIsMailedNothing() {
    var guest = new Visit.Guest("Karim", Optional.empty(), "", "", Language.FR);
    long before = waiting();
    Visit visit = park.invite(wish(guest, FROM, FROM.plusHours(2)));
    park.visits.change(park.host, visit.id(), was -> wish(was.guest(), FROM, FROM.plusHours(3)));
    park.visits.cancel(park.host, visit.id());
    assertThat(waiting()).isEqualTo(before);
    assertThat(park.now(visit).version().sequence()).isEqualTo(2);
  }

  private long waiting() {
    return park.sql()
        .first(row -> row.getLong(0), "select count(*) from outbox where kind = 'mail'")
        .orElseThrow();
  }
}
