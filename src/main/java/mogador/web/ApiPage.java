package mogador.web;

import java.util.List;

/** The REST contract, to be read by people; see {@link ApiReader}. */
public record ApiPage(
    String version, List<String> paragraphs, List<Group> groups, List<Schema> schemas) {

  /** Operations with one tag of the contract. */
  public record Group(String name, String description, List<Operation> operations) {}

  /**
   * A method on a path.
   *
   * @param open whether it needs no token
   * @param body the fields of the body; none when there is no body
   * @param example how to call it from a shell
   */
  public record Operation(
      String id,
      String method,
      String path,
      String summary,
      String description,
      boolean open,
      List<Field> parameters,
      Type bodyType,
      List<Field> body,
      List<Answer> answers,
      String example) {}

  /** An answer by its status; {@code default} is every other one. */
  public record Answer(String status, String description, Type type) {}

  /** An object the contract names, with its members. */
  public record Schema(String name, String description, List<Field> fields) {}

  /**
   * A parameter or member.
   *
   * @param place path, query or header; empty for a member
   */
  public record Field(String name, String place, boolean required, Type type, String description) {}

  /** What a value is, in words; {@code schema} names one of the page's schemas, or is empty. */
  public record Type(String words, String schema) {
    static final Type NONE = new Type("", "");
  }
}
