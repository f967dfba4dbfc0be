package mogador.app;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import mogador.fleet.Firmwares;
import mogador.platform.Database;
import mogador.sites.DeviceKind;
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
    DeviceKind of =
        Arrays.stream(DeviceKind.values())
            .filter(one -> one.code().equals(kind))
            .findFirst()
            .orElseThrow(() -> new Main.UserError("There is no kind of device " + kind + "."));
    byte[] bytes = read(image);
    byte[] signed = signature();
    if (version.isBlank() || version.length() > 64) {
      throw new Main.UserError("A version has from 1 to 64 characters.");
    }
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, settings.database());
    try {
      var added =
          database.inTransaction(
              sql -> Firmwares.add(sql, version, of, bytes, signed, Clock.systemUTC().instant()));
      if (added instanceof Firmwares.Added.Known) {
        throw new Main.UserError("This version for " + kind + ", or this very image, is known.");
      }
      PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      out.println(version + " for " + kind + ", " + bytes.length + " bytes.");
      return 0;
    } finally {
      database.close();
      vertx.close().await();
    }
  }

  private static byte[] read(Path file) {
    try {
      if (Files.size(file) < 1 || Files.size(file) > Firmwares.LARGEST) {
        throw new Main.UserError(file + " is not from 1 byte to 8 MiB long.");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Main.UserError("Cannot read " + file + ": " + e.getMessage());
    }
  }

  private byte[] signature() {
    try {
      String text = Files.readString(signature).strip();
      if (text.matches("[0-9a-f]{128}")) return HexFormat.of().parseHex(text);
    } catch (IOException e) {
      throw new Main.UserError("Cannot read " + signature + ": " + e.getMessage());
    }
    throw new Main.UserError(signature + " is not 64 bytes in hexadecimal.");
  }
}
