package mogador.web;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import mogador.kernel.Language;

/**
 * The words of one language, from {@code i18n/messages_xx.properties} (UTF-8, ICU MessageFormat
 * with named arguments). Immutable and safe to share.
 */
public final class Messages {
  private static final Map<Language, Messages> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) ALL.put(language, new Messages(language));
  }

  private final Language language;
  private final Map<String, MessageFormat> formats = new HashMap<>();

  private Messages(Language language) {
    this.language = language;
    Properties texts = read("i18n/messages_" + language.code() + ".properties");
    for (String key : texts.stringPropertyNames()) {
      formats.put(key, new MessageFormat(texts.getProperty(key), language.locale()));
    }
  }

  public static Messages in(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  public Language language() {
    return language;
  }

  /**
   * The text of a key.
   *
   * @param arguments name and value by turns: {@code text("space.seats", "count", 6)}
   * @throws IllegalArgumentException if the key is unknown or a value is missing
   */
  public String text(String key, Object... arguments) {
    MessageFormat format = formats.get(key);
    if (format == null) throw new IllegalArgumentException("no message with key " + key);
    if (arguments.length % 2 != 0) throw new IllegalArgumentException("a name without value");
    Map<String, Object> values = HashMap.newHashMap(arguments.length / 2);
    for (int i = 0; i < arguments.length; i += 2) {
      values.put(String.valueOf(arguments[i]), arguments[i + 1]);
    }
    if (!values.keySet().containsAll(format.getArgumentNames())) {
      throw new IllegalArgumentException(
          key + " needs " + format.getArgumentNames() + ", was given " + values.keySet());
    }
    // MessageFormat keeps state while it formats.
    return format.clone().format(values);
  }

  public boolean has(String key) {
    return formats.containsKey(key);
  }

  Set<String> keys() {
    return Set.copyOf(formats.keySet());
  }

  Set<String> argumentsOf(String key) {
    MessageFormat format = formats.get(key);
    return format == null ? Set.of() : Set.copyOf(format.getArgumentNames());
  }

  private static Properties read(String resource) {
    try (var stream = Messages.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) throw new IllegalStateException("missing on the class path: " + resource);
      var texts = new Properties();
      texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
