package mogador.access;

import java.util.Locale;
import java.util.Optional;

/** What a person presents at a door. */
public enum CredentialKind {
  /** A card's serial number, ISO 14443-3, 4, 7 or 10 bytes. */
  UID(Assurance.BASIC),
  /** The identity a card proved by its own cryptography. */
  CARD(Assurance.PROVEN),
  /** The UTF-8 bytes of the text in a QR code. */
  QR(Assurance.BASIC),
  /** The ASCII digits typed. */
  PIN(Assurance.BASIC);

  private final String code = name().toLowerCase(Locale.ROOT);
  private final Assurance assurance;

  CredentialKind(Assurance assurance) {
    this.assurance = assurance;
  }

  /** As in messages and the database, e.g. {@code uid}. */
  public String code() {
    return code;
  }

  public Assurance assurance() {
    return assurance;
  }

  public static Optional<CredentialKind> of(String code) {
    for (CredentialKind kind : values()) if (kind.code.equals(code)) return Optional.of(kind);
    return Optional.empty();
  }
}
