package mogador.web;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Takes a request from its event loop to a virtual thread of its own, where the handlers that
 * follow may wait. To be put behind whoever reads the body.
 */
public final class OwnThread implements Handler<RoutingContext> {
  private static final String LOOP = "mogador.loop";

  @Override
  public void handle(RoutingContext ctx) {
    ctx.put(LOOP, ctx.vertx().getOrCreateContext());
    Thread.ofVirtual().name("http").start(ctx::next);
  }

  /** The event loop that a request came in on, and that its streams live on. */
  static Context loop(RoutingContext ctx) {
    Context left = ctx.get(LOOP);
    return left == null ? ctx.vertx().getOrCreateContext() : left;
  }
}
