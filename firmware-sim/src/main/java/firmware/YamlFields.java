package firmware;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of a YAML file, read field by field; what is wrong is said with line and field. */
final class YamlFields {
  /** Says the line and what is wrong there. */
  static final class Wrong extends Exception {
    Wrong(Node where, String what) {
      super("line " + line(where) + ": " + what);
    }
  }

  /** Reads a value from a field's text; empty when it is none. */
  interface Reading<T> {
    Optional<T> read(String text);
  }

  private final Node node;
  private final Map<String, Node> fields = new LinkedHashMap<>();

  /**
   * Reads the names of the fields.
   *
   * @param known those that may be there
   */
  YamlFields(Node node, Set<String> known) throws Wrong {
    this.node = node;
    if (!(node instanceof MappingNode mapping)) throw new Wrong(node, "must be a mapping");
    for (NodeTuple field : mapping.getValue()) {
      String name =
          field.getKeyNode() instanceof ScalarNode key ? key.getValue() : "a key that is no text";
      if (!known.contains(name)) throw new Wrong(field.getKeyNode(), "unknown field " + name);
      if (fields.putIfAbsent(name, field.getValueNode()) != null) {
        throw new Wrong(field.getKeyNode(), name + " is there twice");
      }
    }
  }

  /** From 1. */
  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  int line() {
    return line(node);
  }

  Set<String> names() {
    return fields.keySet();
  }

  Optional<Node> node(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** The one node, or each of a sequence. */
  static List<Node> each(Node node) {
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
  }

  <T> T need(String name, String shape, Reading<T> reading) throws Wrong {
    if (!fields.containsKey(name)) throw new Wrong(node, name + " is missing");
    return maybe(name, shape, reading).orElseThrow();
  }

  /** Empty when the field is not there. */
  <T> Optional<T> maybe(String name, String shape, Reading<T> reading) throws Wrong {
    Node value = fields.get(name);
    if (value == null) return Optional.empty();
    String text = value instanceof ScalarNode scalar ? scalar.getValue() : "";
    Optional<T> read = reading.read(text);
    if (read.isPresent()) return read;
    String not = text.isEmpty() ? "" : ", not " + shortened(text);
    throw new Wrong(value, name + " must be " + shape + not);
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
