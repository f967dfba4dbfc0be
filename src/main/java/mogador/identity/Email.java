package mogador.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A mail address as we keep it: trimmed, in lower case. */
public record Email(String address) {
  private static final Pattern SHAPE =
      Pattern.compile("[^\\s@<>\",;:\\\\()\\[\\]]{1,64}@[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");

  /** The address in a text someone typed, if it looks like one. */
  public static Optional<Email> of(String text) {
    String address = text.strip().toLowerCase(Locale.ROOT);
    return address.length() <= 254 && SHAPE.matcher(address).matches()
        ? Optional.of(new Email(address))
        : Optional.empty();
  }
}
