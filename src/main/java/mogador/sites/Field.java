package mogador.sites;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mogador.kernel.LocalText;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value of the file and where it stands. Reading one that is wrong adds a complaint and gives a
 * harmless value in its place, so that the rest is read and complained about too.
 */
final class Field {
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,20})?");

  private final Optional<Node> node;
  private final String path;
  private final Complaints complaints;

  /**
   * @param node empty for a field that is missing, which was complained about where it was asked
   */
  Field(Optional<Node> node, String path, Complaints complaints) {
    this.node = node;
    this.path = path;
    this.complaints = complaints;
    if (node.isPresent()) complaints.stands(path, line());
  }

  int line() {
    return node.flatMap(Node::getStartMark).map(mark -> mark.getLine() + 1).orElse(1);
  }

  String path() {
    return path;
  }

  void complain(String message) {
    if (node.isPresent()) complaints.add(line(), path, message);
  }

  /** Its keys and values; unknown and repeated keys are complained about. */
  Fields fields(String... known) {
    return new Fields(this, mapping(List.of(known)));
  }

  private Map<String, Field> mapping(List<String> known) {
    Map<String, Field> found = new LinkedHashMap<>();
    if (!(node.orElse(null) instanceof MappingNode mapping)) {
      complain("should be keys and values: " + String.join(", ", known));
      return found;
    }
    for (NodeTuple pair : mapping.getValue()) {
      String key = pair.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      int line = pair.getKeyNode().getStartMark().map(mark -> mark.getLine() + 1).orElse(line());
      if (!known.contains(key)) {
        complaints.add(
            line, child(shorten(key)), "is no key here; known: " + String.join(", ", known));
      } else if (found.containsKey(key)) {
        complaints.add(line, child(key), "is given twice");
      } else {
        found.put(key, new Field(Optional.of(pair.getValueNode()), child(key), complaints));
      }
    }
    return found;
  }

  /** Whether it has keys, and this one among them. */
  boolean hasKey(String key) {
    return node.orElse(null) instanceof MappingNode mapping
        && mapping.getValue().stream()
            .anyMatch(
                pair ->
                    pair.getKeyNode() instanceof ScalarNode known && known.getValue().equals(key));
  }

  /** Keys of any name, each at most so long, and not more than so many. */
  Map<String, Field> entries(int most, int longest) {
    Map<String, Field> found = new LinkedHashMap<>();
    if (!(node.orElse(null) instanceof MappingNode mapping)) {
      complain("should be keys and values");
      return found;
    }
    if (mapping.getValue().size() > most) complain("has more than " + most + " keys");
    for (NodeTuple pair : mapping.getValue()) {
      String key = pair.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (key.isBlank() || key.length() > longest) {
        complain("should have keys of 1 to " + longest + " characters");
      } else if (found.containsKey(key)) {
        complain("has " + shorten(key) + " twice");
      } else {
        found.put(key, new Field(Optional.of(pair.getValueNode()), child(key), complaints));
      }
    }
    return found;
  }

  private String child(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  Field missing(String key) {
    if (node.orElse(null) instanceof MappingNode) {
      complaints.add(line(), child(key), "is missing");
    }
    return new Field(Optional.empty(), child(key), complaints);
  }

  /** The items of a list, each under its own code, or EUI, where it has one. */
  List<Field> items() {
    List<Field> items = new ArrayList<>();
    if (!(node.orElse(null) instanceof SequenceNode list)) {
      complain("should be a list");
      return items;
    }
    for (Node item : list.getValue()) {
      String name = codeIn(item).orElse(String.valueOf(items.size()));
      items.add(new Field(Optional.of(item), path + "[" + name + "]", complaints));
    }
    return items;
  }

  private static Optional<String> codeIn(Node item) {
    if (!(item instanceof MappingNode mapping)) return Optional.empty();
    return mapping.getValue().stream()
        .filter(
            pair ->
                pair.getKeyNode() instanceof ScalarNode key
                    && List.of("code", "eui").contains(key.getValue()))
        .flatMap(pair -> pair.getValueNode() instanceof ScalarNode code ? Stream.of(code) : null)
        .map(code -> shorten(code.getValue().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private Optional<String> scalar(String wanted) {
    if (node.isEmpty()) return Optional.empty();
    if (node.get() instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue());
    }
    complain("should be " + wanted);
    return Optional.empty();
  }

  private static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private <T> T read(String wanted, T otherwise, Function<String, Optional<T>> reading) {
    Optional<String> text = scalar(wanted);
    if (text.isEmpty()) return otherwise;
    Optional<T> value = reading.apply(text.get());
    if (value.isEmpty()) complain("should be " + wanted + ", not \"" + shorten(text.get()) + "\"");
    return value.orElse(otherwise);
  }

  /** The values it may have, spoken of as {@code wanted}. */
  <T> T value(String wanted, T otherwise, Function<String, Optional<T>> reading) {
    return read(wanted, otherwise, reading);
  }

  String text(int longest) {
    return read(
        "a text of at most " + longest + " characters",
        "",
        text -> Optional.of(text.strip()).filter(t -> t.length() <= longest));
  }

  String code() {
    return read(
        "a code of small letters, digits and hyphens, at most 40",
        "",
        text -> Optional.of(text).filter(t -> CODE.matcher(t).matches()));
  }

  int whole(int least, int most) {
    return read(
        "a whole number from " + least + " to " + most,
        least,
        text ->
            Optional.of(text)
                .filter(t -> WHOLE.matcher(t).matches())
                .map(Integer::parseInt)
                .filter(n -> least <= n && n <= most));
  }

  /** A decimal of at most two places from 0 to {@code most}, in hundredths, exactly. */
  int hundredths(String unit, int most) {
    return read(
        "an amount in " + unit + " from 0 to " + most + " with at most two decimals",
        1,
        text ->
            Optional.of(text)
                .filter(t -> DECIMAL.matcher(t).matches())
                .map(t -> new BigDecimal(t).movePointRight(2).stripTrailingZeros())
                .filter(n -> n.scale() <= 0 && n.signum() >= 0)
                .filter(n -> n.compareTo(BigDecimal.valueOf(most * 100L)) <= 0)
                .map(BigDecimal::intValueExact));
  }

  boolean flag() {
    return read(
        "true or false",
        false,
        text ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  <T extends Enum<T>> T choice(T[] values, Function<T, String> code) {
    String codes = Stream.of(values).map(code).collect(Collectors.joining(", "));
    return read(
        "one of " + codes,
        values[0],
        text -> Stream.of(values).filter(value -> code.apply(value).equals(text)).findFirst());
  }

  /** {@code {fr: …, ar: …, en: …}}, or one text that is the same in all three. */
  LocalText words(int longest) {
    if (node.isEmpty()) return LocalText.same("?");
    if (node.get() instanceof ScalarNode) return LocalText.same(orMark(text(longest)));
    Fields texts = fields("fr", "ar", "en");
    return new LocalText(
        orMark(texts.need("fr").text(longest)),
        orMark(texts.need("ar").text(longest)),
        orMark(texts.need("en").text(longest)));
  }

  private static String orMark(String text) {
    return text.isBlank() ? "?" : text;
  }

  /** A list of exactly {@code size} whole numbers of cm; empty when it is not. */
  List<Integer> lengths(String... names) {
    List<Field> items = items();
    if (node.isPresent() && items.size() != names.length) {
      complain("should be [" + String.join(", ", names) + "] in cm");
      return List.of();
    }
    return items.stream().map(item -> item.whole(0, 100_000)).toList();
  }
}
