package mogador.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sign-in codes, as a server that shows its mails has sent them. */
final class MailedCode {
  private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

  private MailedCode() {}

  /** The one in the latest mail to an address. */
  static String to(String base, String email) {
    var page = HttpRequest.newBuilder(URI.create(base + "/demo/mails?lang=en")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int i = 0; i < 100; i++) {
        String text = http.send(page, BodyHandlers.ofString()).body().replaceAll("<[^>]*>", " ");
        int to = text.indexOf(email);
        Matcher code = CODE.matcher(to < 0 ? "" : text.substring(to));
        if (code.find()) return code.group();
        Thread.sleep(100);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("no code came for " + email);
  }
}
