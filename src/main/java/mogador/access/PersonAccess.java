package mogador.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All that decides about one person. */
public record PersonAccess(
    UUID person, boolean suspended, List<Held> credentials, List<AccessRight> rights) {
  public PersonAccess {
    credentials = List.copyOf(credentials);
    rights = List.copyOf(rights);
  }

  /** Whether this is one of their credentials and counts. */
  boolean holds(CredentialKey key) {
    return credentials.stream()
        .anyMatch(held -> held.key().equals(key) && held.status() == CredentialStatus.ACTIVE);
  }

  /**
   * A credential in somebody's hands.
   *
   * @param expires from then on it opens nothing; never when empty
   */
  public record Held(CredentialKey key, CredentialStatus status, Optional<Instant> expires) {
    public Held(CredentialKey key, CredentialStatus status) {
      this(key, status, Optional.empty());
    }
  }
}
