package mogador.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import mogador.kernel.Language;

/**
 * Renders the templates of {@code src/main/jte}. A template has two parameters: {@code Frame frame}
 * and its own record {@code page}.
 */
public final class Pages {
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, "jte.pages");
  private final Assets assets;
  private final Function<RoutingContext, Visitor> visitors;

  /**
   * @param visitors who looks at the page; called once per page, must not block or throw
   */
  public Pages(Assets assets, Function<RoutingContext, Visitor> visitors) {
    this.assets = assets;
    this.visitors = visitors;
  }

  /** Answers 200 with a page, such as {@code render(ctx, "booking/search.jte", searchPage)}. */
  public void render(RoutingContext ctx, String template, Object page) {
    render(ctx, 200, template, page);
  }

  /** The same with another status, for a form shown again with its errors (422). */
  public void render(RoutingContext ctx, int status, String template, Object page) {
    String html = text(frame(ctx), template, page);
    ctx.response()
        .setStatusCode(status)
        .putHeader("content-type", "text/html; charset=utf-8")
        .putHeader("content-language", Languages.of(ctx).code())
        .putHeader("cache-control", "no-store")
        .end(html);
  }

  /** What the page frame shows on this request. */
  public Frame frame(RoutingContext ctx) {
    return new Frame(
        Messages.in(Languages.of(ctx)),
        Formats.in(Languages.of(ctx)),
        visitors.apply(ctx),
        assets,
        ctx.normalizedPath(),
        Languages.queryWithoutLanguage(ctx));
  }

  /** A frame for a fragment outside any request, such as a row sent as a live event. */
  public Frame frame(Language language) {
    return new Frame(
        Messages.in(language), Formats.in(language), Visitor.anyone(List.of()), assets, "/", "");
  }

  /** The HTML of a template, for fragments and mails. */
  public String text(Frame frame, String template, Object page) {
    var output = new StringOutput(16_384);
    engine.render(template, Map.of("frame", frame, "page", page), output);
    return output.toString();
  }
}
