package mogador.audit;

/**
 * The end of a chain.
 *
 * @param number of its last entry; 0 before the first
 * @param hash of that entry, 64 hexadecimal digits
 */
public record AuditHead(long number, String hash) {
  /** Of a chain without entries. */
  public static final AuditHead START = new AuditHead(0, "0".repeat(64));
}
