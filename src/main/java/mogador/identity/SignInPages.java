package mogador.identity;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mogador.identity.SignIn.Asked;
import mogador.identity.SignIn.Given;
import mogador.web.FormBody;
import mogador.web.Languages;
import mogador.web.Pages;

/** Signing in and out in a browser. */
public final class SignInPages {
  private static final String SIGN_IN = "identity/sign-in.jte";
  private static final String CODE = "identity/code.jte";
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final SignIn signIn;
  private final Tokens tokens;
  private final Pages pages;
  private final Setting setting;

  /**
   * What depends on the installation.
   *
   * @param secureCookies whether people come by https
   * @param showsMails whether mails are shown on a page instead of sent
   * @param demoAccounts to choose from; none outside a demo
   */
  public record Setting(
      boolean secureCookies, boolean showsMails, List<SignInPage.DemoAccount> demoAccounts) {}

  public SignInPages(SignIn signIn, Tokens tokens, Pages pages, Setting setting) {
    this.signIn = signIn;
    this.tokens = tokens;
    this.pages = pages;
    this.setting = setting;
  }

  public void mount(Router router) {
    router.get("/sign-in").handler(this::form);
    router.post("/sign-in").handler(this::ask);
    router.post("/sign-in/code").handler(this::give);
    router.post("/sign-out").handler(this::signOut);
  }

  private void form(RoutingContext ctx) {
    String next = next(FormBody.ofQuery(ctx));
    if (Guard.known(ctx).isPresent()) redirect(ctx, next);
    else pages.render(ctx, SIGN_IN, page("", next, Optional.empty()));
  }

  private void ask(RoutingContext ctx) {
    var form = FormBody.of(ctx);
    String typed = form.text("email", 300).orElse("");
    String next = next(form);
    Optional<Email> email = Email.of(typed);
    if (email.isEmpty()) {
      pages.render(ctx, 422, SIGN_IN, page(typed, next, Optional.of("email")));
      return;
    }
    switch (signIn.ask(email.get(), Languages.of(ctx))) {
      case Asked.Sent(Email sent) ->
          pages.render(ctx, CODE, code(sent, next, Optional.empty(), SignIn.ATTEMPTS));
      case Asked.TooMany() ->
          pages.render(ctx, 429, SIGN_IN, page(typed, next, Optional.of("too_many")));
    }
  }

  private void give(RoutingContext ctx) {
    var form = FormBody.of(ctx);
    String next = next(form);
    Optional<Email> email = Email.of(form.text("email", 300).orElse(""));
    if (email.isEmpty()) {
      pages.render(ctx, 422, SIGN_IN, page("", next, Optional.of("email")));
      return;
    }
    String code = form.text("code", 20).orElse("").replace(" ", "");
    switch (signIn.give(email.get(), code, Languages.of(ctx))) {
      case Given.SignedIn(Person person, String session) -> {
        ctx.response().addCookie(cookie(session, REMEMBERED));
        redirect(ctx, next);
      }
      case Given.WrongCode(int left) ->
          pages.render(ctx, 422, CODE, code(email.get(), next, Optional.of("wrong"), left));
      case Given.NoCode() ->
          pages.render(ctx, 422, CODE, code(email.get(), next, Optional.of("none"), 0));
    }
  }

  private void signOut(RoutingContext ctx) {
    Cookie session = ctx.request().getCookie(Guard.COOKIE);
    if (session != null) tokens.revoke(session.getValue());
    ctx.response().addCookie(cookie("", Duration.ZERO));
    redirect(ctx, "/");
  }

  private SignInPage page(String email, String next, Optional<String> error) {
    return new SignInPage(email, next, error, setting.demoAccounts());
  }

  private CodePage code(Email email, String next, Optional<String> error, int left) {
    return new CodePage(
        email.address(), next, error, left, SignIn.LIFE.toMinutes(), setting.showsMails());
  }

  private Cookie cookie(String value, Duration life) {
    return Cookie.cookie(Guard.COOKIE, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(setting.secureCookies())
        .setSameSite(CookieSameSite.LAX)
        .setMaxAge(life.toSeconds());
  }

  /** Only paths of our own, lest a link leads people away after they have signed in. */
  private static String next(FormBody fields) {
    return fields.text("next", 500).filter(path -> path.matches("/(?![/\\\\]).*")).orElse("/");
  }

  private static void redirect(RoutingContext ctx, String path) {
    var unused = ctx.redirect(path);
  }
}
