package mogador.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Styles, scripts, fonts and icons, kept in memory plain and gzipped. Served under {@code
 * /assets/HASH/name}; the hash covers all files, so that a change of any is a new address and
 * browsers may keep the old one for ever.
 */
public final class Assets implements Handler<RoutingContext> {
  private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
  private static final List<String> OWN =
      List.of(
          "mogador.css",
          "pages.css",
          "times.css",
          "plan.css",
          "mogador.js",
          "times.js",
          "live.js",
          "past.js",
          "pass.js",
          "layouts.js",
          "layouts.css",
          "alarms.js",
          "alarms.css",
          "desk.css",
          "muster.js",
          "muster.css",
          "icon.svg",
          "figtree.woff2",
          "readex-arabic.woff2",
          "fonts-licence.txt");

  private record File(String type, Buffer plain, Buffer gzipped) {}

  private final Map<String, File> files = new LinkedHashMap<>();
  private final String hash;

  public Assets() {
    MessageDigest digest = sha256();
    put("htmx.js", HTMX, digest);
    for (String name : OWN) put(name, "web/" + name, digest);
    hash = HexFormat.of().formatHex(digest.digest(), 0, 6);
  }

  /**
   * The address of a file, as {@code /assets/5d41402abc4b/mogador.css}.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  public String address(String name) {
    if (!files.containsKey(name)) throw new IllegalArgumentException("no asset " + name);
    return "/assets/" + hash + "/" + name;
  }

  /** Serves {@code /assets/:hash/:name}; an older hash gets today's file, but may not keep it. */
  @Override
  public void handle(RoutingContext ctx) {
    File file = files.get(ctx.pathParam("name"));
    if (file == null) {
      ctx.next();
      return;
    }
    HttpServerResponse response = ctx.response();
    boolean current = hash.equals(ctx.pathParam("hash"));
    boolean gzip = file.gzipped != file.plain && acceptsGzip(ctx);
    String etag = '"' + hash + (gzip ? "-gz\"" : "\"");
    response
        .putHeader("etag", etag)
        .putHeader("vary", "accept-encoding")
        .putHeader("cache-control", current ? "public, max-age=31536000, immutable" : "no-cache");
    if (etag.equals(ctx.request().getHeader("if-none-match"))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("content-type", file.type);
    // Said in any case, lest the server pack again what is packed.
    response.putHeader("content-encoding", gzip ? "gzip" : "identity");
    response.end(gzip ? file.gzipped : file.plain);
  }

  private static boolean acceptsGzip(RoutingContext ctx) {
    String accepted = ctx.request().getHeader("accept-encoding");
    return accepted != null && accepted.contains("gzip");
  }

  private void put(String name, String resource, MessageDigest digest) {
    try (InputStream stream = Assets.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) throw new IllegalStateException("missing on the class path: " + resource);
      byte[] bytes = stream.readAllBytes();
      digest.update(bytes);
      Buffer plain = Buffer.buffer(bytes);
      boolean packed = name.endsWith(".woff2");
      files.put(name, new File(type(name), plain, packed ? plain : gzip(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Buffer gzip(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return Buffer.buffer(packed.toByteArray());
  }

  private static String type(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return switch (extension) {
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "woff2" -> "font/woff2";
      case "txt" -> "text/plain; charset=utf-8";
      default -> throw new IllegalArgumentException("no media type for " + name);
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
