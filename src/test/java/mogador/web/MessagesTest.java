package mogador.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mogador.kernel.Language;
import org.junit.jupiter.api.Test;

class MessagesTest {
  @Test
  void allLanguagesHaveTheSameKeys() {
    Set<String> french = new TreeSet<>(Messages.in(Language.FR).keys());
    for (Language language : Language.values()) {
      assertThat(new TreeSet<>(Messages.in(language).keys())).as(language.code()).isEqualTo(french);
    }
  }

  @Test
  void aKeyTakesTheSameArgumentsInAllLanguages() {
    for (String key : Messages.in(Language.FR).keys()) {
      for (Language language : Language.values()) {
        assertThat(Messages.in(language).argumentsOf(key))
            .as(key + " in " + language)
            .isEqualTo(Messages.in(Language.FR).argumentsOf(key));
      }
    }
  }

  @Test
  void noTextIsBlankOrWrittenTwice() throws IOException {
    for (Language language : Language.values()) {
      Set<String> seen = new HashSet<>();
      for (String line : lines(language)) {
        if (line.isBlank() || line.startsWith("#")) continue;
        int equals = line.indexOf('=');
        assertThat(equals).as(line).isPositive();
        assertThat(line.substring(equals + 1)).as(line).isNotBlank();
        assertThat(seen.add(line.substring(0, equals))).as("written twice: " + line).isTrue();
      }
    }
  }

  @Test
  void arabicPluralsHaveAllSixForms() throws IOException {
    List<String> plurals = new ArrayList<>();
    for (String line : lines(Language.AR)) if (line.contains(", plural,")) plurals.add(line);
    assertThat(plurals)
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("zero {", "one {", "two {", "few {", "many {", "other {"));
  }

  @Test
  void pluralsAgreeWithTheirNumber() {
    Messages arabic = Messages.in(Language.AR);
    Set<String> forms = new HashSet<>();
    for (int count : new int[] {0, 1, 2, 3, 11, 100})
      forms.add(arabic.text("kinds.free.position", "count", count));
    assertThat(forms).hasSize(6);
    assertThat(Messages.in(Language.FR).text("kinds.free.position", "count", 1))
        .isEqualTo("1 place libre");
    assertThat(Messages.in(Language.FR).text("kinds.free.position", "count", 12))
        .isEqualTo("12 places libres");
  }

  @Test
  void anUnknownKeyOrAMissingValueIsRefused() {
    Messages french = Messages.in(Language.FR);
    assertThatThrownBy(() -> french.text("no.such.key")).hasMessageContaining("no.such.key");
    assertThatThrownBy(() -> french.text("kinds.free.position")).hasMessageContaining("count");
  }

  private static List<String> lines(Language language) throws IOException {
    return Files.readAllLines(
        Path.of("src/main/resources/i18n/messages_" + language.code() + ".properties"));
  }
}
