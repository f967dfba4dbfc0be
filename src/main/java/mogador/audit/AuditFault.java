package mogador.audit;

import java.util.Locale;

/** What is wrong with a link of a chain; {@code audit.fault.CODE} says it to a reader. */
public enum AuditFault {
  /** It is not there, though one behind it, the head or a note says that it was. */
  MISSING("is missing"),

  /** Its hash is not that of what stands there behind the entry before. */
  ALTERED("is not what its hash says"),

  /** Its hash is not the one that was noted elsewhere: the chain was made anew. */
  REWRITTEN("has another hash than was noted"),

  /** A personal field is not what was committed to, or belongs to no entry. */
  PERSONAL("has a personal field that is not what was committed to"),

  /** The chain ends with another entry than its head says. */
  HEAD("is the last one, but the head kept beside the chain says otherwise");

  private final String words;

  AuditFault(String words) {
    this.words = words;
  }

  /** What it says of an entry, in English. */
  public String words() {
    return words;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static AuditFault of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
