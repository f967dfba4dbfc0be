package mogador.web;

import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import mogador.kernel.Language;

/**
 * Which language a request is answered in: {@code ?lang=ar}, else the cookie {@code lang}, else the
 * browser's wish, else French. As a handler it remembers a choice made by {@code ?lang}.
 */
public final class Languages implements Handler<RoutingContext> {
  private static final String NAME = "lang";

  @Override
  public void handle(RoutingContext ctx) {
    asked(ctx)
        .ifPresent(
            language ->
                ctx.response()
                    .addCookie(
                        Cookie.cookie(NAME, language.code())
                            .setPath("/")
                            .setHttpOnly(true)
                            .setSameSite(CookieSameSite.LAX)
                            .setMaxAge(Duration.ofDays(365).toSeconds())));
    ctx.next();
  }

  public static Language of(RoutingContext ctx) {
    return asked(ctx).or(() -> remembered(ctx)).or(() -> preferred(ctx)).orElse(Language.FR);
  }

  /** The query as it came but for {@code lang}: empty, or starting with {@code ?}. */
  static String queryWithoutLanguage(RoutingContext ctx) {
    var query = new StringBuilder();
    for (Map.Entry<String, String> field : ctx.queryParams()) {
      if (field.getKey().equals(NAME)) continue;
      query
          .append(query.isEmpty() ? '?' : '&')
          .append(URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8))
          .append('=')
          .append(URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8));
    }
    return query.toString();
  }

  private static Optional<Language> asked(RoutingContext ctx) {
    return Optional.ofNullable(ctx.queryParams().get(NAME)).flatMap(Language::of);
  }

  private static Optional<Language> remembered(RoutingContext ctx) {
    return Optional.ofNullable(ctx.request().getCookie(NAME))
        .flatMap(cookie -> Language.of(cookie.getValue()));
  }

  private static Optional<Language> preferred(RoutingContext ctx) {
    for (LanguageHeader wish : ctx.acceptableLanguages()) {
      Optional<Language> known = Language.of(wish.tag());
      if (known.isPresent()) return known;
    }
    return Optional.empty();
  }
}
