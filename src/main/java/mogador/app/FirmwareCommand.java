package mogador.app;

import static java.util.stream.Collectors.joining;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import mogador.fleet.Firmwares;
import mogador.fleet.NewFirmware;
import mogador.platform.Database;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Adds firmware, as its maker gave it, for managers to bring to their devices. */
@Command(
    name = "firmware",
    description = "Adds an image of firmware with its maker's signature.",
    mixinStandardHelpOptions = true)
final class FirmwareCommand implements Callable<Integer> {
  @Option(names = "--kind", required = true, description = "Such as reader.")
  private String kind = "";

  @Option(
      names = "--version-name",
      required = true,
      paramLabel = "TEXT",
      description = "As devices will say it.")
  private String version = "";

  @Option(names = "--image", required = true, paramLabel = "FILE", description = "At most 8 MiB.")
  private Path image = Path.of("image.bin");

  @Option(
      names = "--signature",
      required = true,
      paramLabel = "FILE",
      description = "The maker's, Ed25519 over the image, in hexadecimal.")
  private Path signature = Path.of("image.bin.sig");

  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file of settings.")
  private @Nullable Path config;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings =
        Settings.read(config == null ? Map.of() : SettingsFile.read(config), System.getenv());
    NewFirmware firmware = firmware();
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, settings.database());
    try {
      var added =
          database.inTransaction(
              sql -> Firmwares.add(sql, firmware, Optional.empty(), Clock.systemUTC().instant()));
      if (added instanceof Firmwares.Added.Known(NewFirmware.Fault fault)) {
        throw new Main.UserError(fault.words());
      }
      PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      out.printf("%s for %s, %d bytes.%n", firmware.version(), kind, firmware.image().length());
      return 0;
    } finally {
      database.close();
      vertx.close().await();
    }
  }

  private NewFirmware firmware() {
    return switch (NewFirmware.read(
        kind,
        version,
        read(image, NewFirmware.LARGEST),
        read(signature, NewFirmware.LARGEST_SIGNATURE))) {
      case NewFirmware.Read.Good(NewFirmware good) -> good;
      case NewFirmware.Read.Faulty(Set<NewFirmware.Fault> faults) ->
          throw new Main.UserError(
              faults.stream().sorted().map(NewFirmware.Fault::words).collect(joining(" ")));
    };
  }

  /** A file, or the beginning of one that is too large. */
  private static Buffer read(Path file, int most) {
    try (InputStream in = Files.newInputStream(file)) {
      return Buffer.buffer(in.readNBytes(most + 1));
    } catch (IOException e) {
      throw new Main.UserError("Cannot read " + file + ": " + e.getMessage());
    }
  }
}
