package mogador.access;

import java.util.Locale;

/** Only an active credential opens. */
public enum CredentialStatus {
  ACTIVE,
  LOST,
  REVOKED;

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }

  static CredentialStatus of(String code) {
    for (CredentialStatus status : values()) if (status.code.equals(code)) return status;
    throw new IllegalArgumentException("no status of a credential: " + code);
  }
}
