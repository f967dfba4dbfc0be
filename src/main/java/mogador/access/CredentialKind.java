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
  /** On its holder's phone, with a code that is another every 30 s; read as a QR. */
  PHONE(Assurance.PROVEN),
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

  /** Whether it is one by which a reader may decide alone, from its list. */
  boolean isListed() {
    return this != PIN;
  }

  /** What a reader says it has read; what is on a phone it reads as a QR. */
  public static Optional<CredentialKind> read(String code) {
    return of(code).filter(kind -> kind != PHONE);
  }

  public Assurance assurance() {
    return assurance;
  }

  public static Optional<CredentialKind> of(String code) {
    for (CredentialKind kind : values()) if (kind.code.equals(code)) return Optional.of(kind);
    return Optional.empty();
  }
}
