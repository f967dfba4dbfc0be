package mogador.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One format for all code; {@code ./mogador format} applies it. */
class CodeFormatTest {
  private static final List<Path> ROOTS = List.of(Path.of("src"), Path.of("firmware-sim"));

  @Test
  void everyFileIsFormatted() throws Exception {
    boolean apply = Boolean.getBoolean("mogador.format");
    var formatter = new Formatter(JavaFormatterOptions.builder().build());
    var unformatted = new ArrayList<Path>();
    for (Path file : javaFiles()) {
      String source = Files.readString(file);
      String formatted =
          formatter.formatSourceAndFixImports(RemoveUnusedImports.removeUnusedImports(source));
      if (formatted.equals(source)) continue;
      if (apply) Files.writeString(file, formatted);
      else unformatted.add(file);
    }
    assertThat(unformatted).as("files that ./mogador format would change").isEmpty();
  }

  private static List<Path> javaFiles() throws IOException {
    var found = new ArrayList<Path>();
    for (Path root : ROOTS) {
      if (!Files.exists(root)) continue;
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
      }
    }
    return found;
  }
}
