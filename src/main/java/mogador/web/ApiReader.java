package mogador.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mogador.web.ApiPage.Answer;
import mogador.web.ApiPage.Field;
import mogador.web.ApiPage.Group;
import mogador.web.ApiPage.Operation;
import mogador.web.ApiPage.Schema;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Makes a page of an OpenAPI 3.1 document of ours. */
public final class ApiReader {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  private final Map<String, Object> root;
  private final String base;

  private ApiReader(Map<String, Object> root, String base) {
    this.root = root;
    this.base = base;
  }

  /**
   * Reads a contract.
   *
   * @param base the server's address for the examples, without a slash at the end
   */
  public static ApiPage read(String yaml, String base) {
    Object root = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return new ApiReader(map(root), base).page();
  }

  private ApiPage page() {
    Map<String, List<Operation>> byTag = new LinkedHashMap<>();
    map(root.get("paths")).forEach((path, item) -> read(path, map(item), byTag));
    var groups = new ArrayList<Group>();
    for (Object tag : list(root.get("tags"))) {
      String name = text(map(tag), "name");
      List<Operation> operations = byTag.getOrDefault(name, List.of());
      if (operations.isEmpty()) continue;
      groups.add(new Group(name, text(map(tag), "description"), operations));
    }
    Map<String, Object> info = map(root.get("info"));
    var schemas = new ArrayList<Schema>();
    map(map(root.get("components")).get("schemas"))
        .forEach(
            (name, schema) ->
                schemas.add(
                    new Schema(name, text(map(schema), "description"), fields(map(schema)))));
    return new ApiPage(
        text(info, "version"),
        List.of(text(info, "description").strip().split("\\n\\s*\\n", -1)),
        groups,
        schemas);
  }

  private void read(String path, Map<String, Object> item, Map<String, List<Operation>> byTag) {
    for (String method : METHODS) {
      if (!item.containsKey(method)) continue;
      Map<String, Object> operation = map(item.get(method));
      List<Object> parameters = new ArrayList<>(list(item.get("parameters")));
      parameters.addAll(list(operation.get("parameters")));
      String tag = String.valueOf(list(operation.get("tags")).getFirst());
      byTag
          .computeIfAbsent(tag, _ -> new ArrayList<>())
          .add(operation(path, method, operation, parameters));
    }
  }

  private Operation operation(
      String path, String method, Map<String, Object> operation, List<Object> parameters) {
    Map<String, Object> body = schemaIn(map(operation.get("requestBody")));
    boolean open = operation.containsKey("security") && list(operation.get("security")).isEmpty();
    var answers = new ArrayList<Answer>();
    map(operation.get("responses"))
        .forEach(
            (status, answer) -> {
              Map<String, Object> told = resolved(map(answer));
              answers.add(new Answer(status, text(told, "description"), type(schemaIn(told))));
            });
    return new Operation(
        text(operation, "operationId"),
        method.toUpperCase(Locale.ROOT),
        path,
        text(operation, "summary"),
        text(operation, "description").strip(),
        open,
        parameters.stream().map(parameter -> parameter(resolved(map(parameter)))).toList(),
        type(body),
        fields(body),
        answers,
        example(path, method, open, parameters, body));
  }

  private Field parameter(Map<String, Object> parameter) {
    return new Field(
        text(parameter, "name"),
        text(parameter, "in"),
        Boolean.TRUE.equals(parameter.get("required")),
        type(map(parameter.get("schema"))),
        text(parameter, "description"));
  }

  private List<Field> fields(Map<String, Object> schema) {
    Map<String, Object> whole = resolved(schema);
    var fields = new ArrayList<Field>();
    for (Object part : list(whole.get("allOf"))) fields.addAll(fields(map(part)));
    List<Object> required = list(whole.get("required"));
    map(whole.get("properties"))
        .forEach(
            (name, property) ->
                fields.add(
                    new Field(
                        name,
                        "",
                        required.contains(name),
                        type(map(property)),
                        text(map(property), "description"))));
    return fields;
  }

  private ApiPage.Type type(Map<String, Object> schema) {
    if (schema.isEmpty()) return ApiPage.Type.NONE;
    Optional<String> name = referenced(schema);
    if (name.isPresent()) return new ApiPage.Type(name.get(), name.get());
    if (schema.containsKey("const")) return new ApiPage.Type("always " + schema.get("const"), "");
    if (schema.containsKey("enum")) {
      return new ApiPage.Type(
          String.join(" | ", list(schema.get("enum")).stream().map(String::valueOf).toList()), "");
    }
    String plain = text(schema, "type");
    if (plain.equals("array")) {
      ApiPage.Type item = type(map(schema.get("items")));
      return new ApiPage.Type("list of " + item.words(), item.schema());
    }
    if (plain.equals("object") && schema.containsKey("properties")) {
      for (Object property : map(schema.get("properties")).values()) {
        ApiPage.Type inner = type(map(property));
        if (!inner.schema().isEmpty()) {
          String names = String.join(", ", map(schema.get("properties")).keySet());
          return new ApiPage.Type("object of " + names, inner.schema());
        }
      }
      return new ApiPage.Type(
          "object of " + String.join(", ", map(schema.get("properties")).keySet()), "");
    }
    String format = text(schema, "format");
    return new ApiPage.Type(format.isEmpty() ? plain : format, "");
  }

  private String example(
      String path, String method, boolean open, List<Object> parameters, Map<String, Object> body) {
    var query = new StringBuilder();
    String filled = path.replace("{site}", "essaouira");
    for (Object one : parameters) {
      Map<String, Object> parameter = resolved(map(one));
      if (!text(parameter, "in").equals("query")) continue;
      if (!Boolean.TRUE.equals(parameter.get("required"))) continue;
      String name = text(parameter, "name");
      query.append(query.isEmpty() ? '?' : '&').append(name).append('=');
      query.append(
          switch (name) {
            case "from" -> "2026-12-01T09:00";
            case "to" -> "2026-12-01T13:00";
            case "month" -> "2026-12";
            default -> "…";
          });
    }
    var call = new StringBuilder("curl ");
    if (!method.equals("get")) {
      call.append("-X ").append(method.toUpperCase(Locale.ROOT)).append(' ');
    }
    if (!open) call.append("-H \"Authorization: Bearer $TOKEN\" ");
    call.append('"').append(base).append(filled).append(query).append('"');
    if (body.isEmpty()) return call.toString();
    return call.append(" \\\n  -H \"Content-Type: application/json\" \\\n  -d '")
        .append(sample(body))
        .append('\'')
        .toString();
  }

  /** The members that are required or have an example. */
  private String sample(Map<String, Object> schema) {
    Map<String, Object> whole = resolved(schema);
    List<Object> required = list(whole.get("required"));
    var members = new ArrayList<String>();
    map(whole.get("properties"))
        .forEach(
            (name, property) -> {
              Map<String, Object> inner = resolved(map(property));
              List<Object> examples = list(inner.get("examples"));
              if (examples.isEmpty() && !required.contains(name)) return;
              List<Object> choice = list(inner.get("enum"));
              String value =
                  !examples.isEmpty()
                      ? String.valueOf(examples.getFirst())
                      : !choice.isEmpty() ? String.valueOf(choice.getFirst()) : "…";
              String quoted = text(inner, "type").equals("integer") ? value : '"' + value + '"';
              members.add(
                  '"' + name + "\": " + (text(inner, "type").equals("array") ? "[\"…\"]" : quoted));
            });
    return "{" + String.join(", ", members) + "}";
  }

  /** The schema of a body's or an answer's first content. */
  private Map<String, Object> schemaIn(Map<String, Object> message) {
    for (Object content : map(resolved(message).get("content")).values()) {
      return map(map(content).get("schema"));
    }
    return Map.of();
  }

  private static Optional<String> referenced(Map<String, Object> schema) {
    return schema.get("$ref") instanceof String reference
        ? Optional.of(reference.substring(reference.lastIndexOf('/') + 1))
        : Optional.empty();
  }

  private Map<String, Object> resolved(Map<String, Object> part) {
    if (!(part.get("$ref") instanceof String reference)) return part;
    Map<String, Object> found = root;
    for (String step : reference.substring(2).split("/", -1)) found = map(found.get(step));
    return found;
  }

  private static String text(Map<String, Object> part, String name) {
    Object value = part.get(name);
    return value == null ? "" : String.valueOf(value);
  }

  private static List<Object> list(@Nullable Object value) {
    var copy = new ArrayList<Object>();
    if (value instanceof List<?> list) copy.addAll(list);
    return copy;
  }

  private static Map<String, Object> map(@Nullable Object value) {
    var copy = new LinkedHashMap<String, Object>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> copy.put(String.valueOf(key), inner));
    }
    return copy;
  }
}
