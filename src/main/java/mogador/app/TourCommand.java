package mogador.app;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job, played step by step against a demo that runs. */
@Command(
    name = "tour",
    description = "Plays the main job against a running demo: book, badge in, sit down, be seen.",
    mixinStandardHelpOptions = true)
final class TourCommand implements Callable<Integer> {
  @Option(names = "--data", paramLabel = "DIR", description = "The demo's folder: data/demo.")
  private Path data = DemoCommand.DATA;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    JsonObject demo = demo(data.resolve("demo.json"));
    if (!demo.containsKey("simulator")) {
      throw new Main.UserError("The demo runs without simulated devices; start it with them.");
    }
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
      var calls = new TourCalls(http, demo);
      boolean passed = new Tour(calls, out).play();
      out.println(passed ? "The tour passed." : "The tour failed.");
      return passed ? 0 : 1;
    }
  }

  private static JsonObject demo(Path file) {
    try {
      return new JsonObject(Buffer.buffer(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new Main.UserError(
          "No demo is running here: there is no " + file + ". Start one first.");
    }
  }
}
