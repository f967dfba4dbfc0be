package mogador.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mogador.kernel.Await;

/** Sign-in codes, as a server that shows its mails has sent them. */
final class MailedCode {
  private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

  private MailedCode() {}

  /** The one in the latest mail to an address, if any has come. */
  static Optional<String> latest(String base, String email) {
    var page = HttpRequest.newBuilder(URI.create(base + "/demo/mails?lang=en")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String text = http.send(page, BodyHandlers.ofString()).body().replaceAll("<[^>]*>", " ");
      int to = text.indexOf(email);
      Matcher code = CODE.matcher(to < 0 ? "" : text.substring(to));
      return code.find() ? Optional.of(code.group()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The one that comes after what {@link #latest} said before it was asked for. */
  static String after(Optional<String> before, String base, String email) {
    var now = new AtomicReference<Optional<String>>(before);
    try {
      Await.until(
          "a code comes for " + email,
          () -> {
            now.set(latest(base, email));
            return now.get().isPresent() && !now.get().equals(before);
          });
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return now.get().orElseThrow();
  }
}
