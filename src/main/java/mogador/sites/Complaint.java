package mogador.sites;

/**
 * Something wrong with a site file.
 *
 * @param line from 1
 * @param field where in the file, e.g. {@code spaces[p-07].zone}; empty for the file as a whole
 */
public record Complaint(int line, String field, String message) {
  @Override
  public String toString() {
    return "line " + line + ": " + (field.isEmpty() ? "" : field + ": ") + message;
  }
}
