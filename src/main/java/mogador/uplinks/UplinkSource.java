package mogador.uplinks;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network server to be listened to.
 *
 * @param name of its own, in lower case; what is adopted is kept under it
 * @param url {@code tcp://host:port} or {@code ssl://host:port}
 * @param user empty where nobody is asked for
 * @param ca whose certificates to trust behind {@code ssl:}; else as Java does
 * @param site whose managers alone see its devices; empty for those of every site
 * @param topic where its uplinks are, if elsewhere than usual
 */
public record UplinkSource(
    String name,
    NetworkServer kind,
    String url,
    Optional<String> user,
    String password,
    Optional<Path> ca,
    Optional<String> site,
    Optional<String> topic) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern URL = Pattern.compile("(tcp|ssl)://[^/\\s]+:\\d{1,5}");

  public UplinkSource {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a name has letters a to z, digits and hyphens: " + name);
    }
    if (!URL.matcher(url).matches()) {
      throw new IllegalArgumentException("a url is like ssl://host:8883, not " + url);
    }
    if (ca.isPresent() && !url.startsWith("ssl:")) {
      throw new IllegalArgumentException("a ca is for a url with ssl://");
    }
  }

  String host() {
    return URI.create(url).getHost();
  }

  int port() {
    return URI.create(url).getPort();
  }

  boolean isSecure() {
    return url.startsWith("ssl:");
  }

  String filter() {
    return topic.orElseGet(kind::topic);
  }

  /** Whether what it hears is for this site's managers. */
  boolean isSeenBy(String of) {
    return site.map(of::equals).orElse(true);
  }

  /** Never the password. */
  @Override
  public String toString() {
    return name + " at " + url;
  }
}
