package mogador.access;

import java.util.List;
import java.util.UUID;

/** All that decides about one person. */
public record PersonAccess(
    UUID person, boolean suspended, List<Held> credentials, List<AccessRight> rights) {
  public PersonAccess {
    credentials = List.copyOf(credentials);
    rights = List.copyOf(rights);
  }

  /** A credential in somebody's hands. */
  public record Held(CredentialKey key, CredentialStatus status) {}
}
