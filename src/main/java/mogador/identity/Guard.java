package mogador.identity;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import mogador.web.Problem;

/** Says who a request comes from, and refuses those who may not. Denies unless allowed. */
public final class Guard {
  static final String COOKIE = "session";
  private static final String KEY = "mogador.actor";
  private static final String BEARER = "Bearer ";

  private final Tokens tokens;

  public Guard(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Who asks; empty for nobody in particular.
   *
   * @throws Problem.Fault 401 for a bearer token that is malformed, unknown, expired or revoked
   */
  public Optional<Actor> actor(RoutingContext ctx) {
    Optional<Actor> known = ctx.get(KEY);
    if (known != null) return known;
    Optional<Actor> actor = read(ctx);
    ctx.put(KEY, actor);
    return actor;
  }

  /** The actor found earlier on this request, without asking the database. */
  public static Optional<Actor> known(RoutingContext ctx) {
    Optional<Actor> actor = ctx.get(KEY);
    return actor == null ? Optional.empty() : actor;
  }

  /** Who asks, or 401. */
  public Actor signedIn(RoutingContext ctx) {
    return actor(ctx)
        .orElseThrow(
            () ->
                new Problem.Fault(
                    Problem.of(
                        401, "not_signed_in", "A valid bearer token or session is needed.")));
  }

  /** Who asks, if they manage this site; else 401 or 403. */
  public Actor manager(RoutingContext ctx, String site) {
    Actor actor = signedIn(ctx);
    if (actor.manages(site)) return actor;
    throw new Problem.Fault(
        Problem.of(403, "forbidden", "This is for the facility managers of " + site + "."));
  }

  /** Who asks, if they manage the whole network; else 401 or 403. */
  public Actor networkManager(RoutingContext ctx) {
    return manager(ctx, Actor.EVERY_SITE);
  }

  /** This browser is nobody in particular from now on. */
  public void signOut(RoutingContext ctx) {
    Cookie session = ctx.request().getCookie(COOKIE);
    if (session != null) tokens.revoke(session.getValue());
    ctx.response().addCookie(Cookie.cookie(COOKIE, "").setPath("/").setHttpOnly(true).setMaxAge(0));
  }

  private Optional<Actor> read(RoutingContext ctx) {
    String authorization = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      String token =
          authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "";
      Optional<Actor> actor = tokens.actor(token);
      if (actor.isPresent()) return actor;
      throw new Problem.Fault(
          Problem.of(401, "invalid_token", "The bearer token is malformed, expired or revoked."));
    }
    // The API takes tokens only: a browser would send a cookie for whichever page asks.
    if (ctx.normalizedPath().startsWith("/api/")) return Optional.empty();
    Cookie cookie = ctx.request().getCookie(COOKIE);
    return cookie == null ? Optional.empty() : tokens.actor(cookie.getValue());
  }
}
