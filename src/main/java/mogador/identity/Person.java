package mogador.identity;

import java.util.UUID;
import mogador.kernel.Language;

/**
 * Someone the system knows; a nomad is a person without a company.
 *
 * @param email in lower case, unique
 * @param name may be empty until they tell
 * @param suspended may sign in to see, but neither book nor enter
 */
public record Person(UUID id, String email, String name, Language language, boolean suspended) {
  /** How to address them: their name, or what stands before the @. */
  public String shownName() {
    return name.isBlank() ? email.substring(0, email.indexOf('@')) : name;
  }
}
