package mogador.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents point at is there. */
class DocsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)\\s]*)?\\)");
  private static final Pattern CODE = Pattern.compile("`([A-Z][A-Za-z0-9]+)`");

  @Test
  void everyRelativeLinkLeadsSomewhere() throws IOException {
    var broken = new ArrayList<String>();
    int links = 0;
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        if (link.group(1).contains("://")) continue;
        links++;
        if (!Files.exists(document.resolveSibling(link.group(1)))) {
          broken.add(document + " -> " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(5);
  }

  @Test
  void everyClassThatTheArchitectureNamesExists() throws IOException {
    List<String> classes = classes();
    var missing = new ArrayList<String>();
    Matcher name = CODE.matcher(Files.readString(Path.of("docs", "architecture.md")));
    int names = 0;
    while (name.find()) {
      names++;
      if (!classes.contains(name.group(1))) missing.add(name.group(1));
    }
    assertThat(missing).isEmpty();
    assertThat(names).isGreaterThan(20);
  }

  private static List<Path> documents() throws IOException {
    var documents = new ArrayList<Path>(List.of(Path.of("README.md")));
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
    }
    return documents;
  }

  private static List<String> classes() throws IOException {
    var classes = new ArrayList<String>();
    for (String root : new String[] {"src", "firmware-sim"}) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files
            .map(file -> String.valueOf(file.getFileName()))
            .filter(file -> file.endsWith(".java"))
            .map(file -> file.substring(0, file.length() - ".java".length()))
            .forEach(classes::add);
      }
    }
    return classes;
  }
}
