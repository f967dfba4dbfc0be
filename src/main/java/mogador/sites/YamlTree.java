package mogador.sites;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML text to a tree that remembers its lines. */
final class YamlTree {
  private static final int DEEPEST = 16;

  private YamlTree() {}

  /** The root, unless the text is not YAML, or is YAML made to harm. */
  static Optional<Field> read(String yaml, Complaints complaints) {
    LoadSettings settings = LoadSettings.builder().build();
    try {
      // Events come first, and flat: composing recurses, and expands aliases.
      if (!harmless(new Parse(settings).parseString(yaml), complaints)) return Optional.empty();
      var root = new Compose(settings).composeString(yaml);
      if (root.isEmpty()) complaints.add(1, "", "the file is empty");
      return root.map(node -> new Field(Optional.of(node), "", complaints));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      complaints.add(line, "", "this is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      complaints.add(1, "", "this is not YAML: " + reason);
    }
    return Optional.empty();
  }

  private static boolean harmless(Iterable<Event> events, Complaints complaints) {
    int depth = 0;
    int documents = 0;
    for (Event event : events) {
      int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
      if (event instanceof AliasEvent) {
        complaints.add(line, "", "aliases (*name) are not read: write the value out");
      }
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        complaints.add(line, "", "nested more than " + DEEPEST + " deep");
        return false;
      }
      if (event instanceof CollectionEndEvent) depth--;
      if (event instanceof DocumentStartEvent && ++documents > 1) {
        complaints.add(line, "", "a second document begins here; a file holds one site");
        return false;
      }
      if (complaints.full()) return false;
    }
    return complaints.none();
  }
}
