package mogador.app;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import mogador.platform.Database;
import mogador.platform.Migrations;
import mogador.sites.Complaint;
import mogador.sites.SeedSites;
import mogador.sites.SiteDocument;
import mogador.sites.SiteFile;
import mogador.sites.Sites;
import mogador.uplinks.SiteAdoptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a site's file, and imports it into the database it is told of. */
@Command(
    name = "import",
    description =
        "Checks a site's file, saying line by line what is wrong, and imports it into the database"
            + " of the MOGADOR_… variables or the YAML file of settings.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description =
          "A site file, see docs/site-file.md, or the name of a site that comes with the build,"
              + " such as essaouira.")
  private String file = "";

  @Option(names = "--check", description = "Only check.")
  private boolean checkOnly;

  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file of settings.")
  private @Nullable Path config;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = out();
    return switch (SiteFile.read(text(), SiteAdoptions::check)) {
      case SiteFile.Bad(var complaints) -> {
        for (Complaint complaint : complaints) out.println(file + ":" + complaint);
        out.println(complaints.size() + " to mend; nothing was imported.");
        yield 1;
      }
      case SiteFile.Good(SiteDocument document) -> {
        out.println(
            file
                + ": "
                + document.id()
                + ", "
                + document.spaces().size()
                + " spaces, no complaint");
        yield checkOnly ? 0 : importInto(document, out);
      }
    };
  }

  private int importInto(SiteDocument document, PrintWriter out) {
    Map<String, String> told = config == null ? Map.of() : SettingsFile.read(config);
    Settings settings = Settings.read(told, System.getenv());
    Migrations.run(settings.database());
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, settings.database());
    try {
      var sites = new Sites(database, new SiteAdoptions(settings.uplinks()));
      return switch (sites.importSite(document, Clock.systemUTC().instant())) {
        case Sites.Imported(int added, int kept, int retired) -> {
          out.println(
              "imported: " + added + " spaces new, " + kept + " known, " + retired + " retired");
          yield 0;
        }
        case Sites.Refused(var reasons) -> {
          reasons.forEach(out::println);
          out.println("Nothing was imported.");
          yield 1;
        }
      };
    } finally {
      database.close();
      vertx.close().await();
    }
  }

  private String text() {
    if (SeedSites.ids().contains(file) && !Files.exists(Path.of(file))) return SeedSites.file(file);
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new Main.UserError("Cannot read " + file + ": " + e.getMessage());
    }
  }

  private PrintWriter out() {
    return java.util.Objects.requireNonNull(spec).commandLine().getOut();
  }
}
