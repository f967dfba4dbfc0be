package mogador.app;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mogador.audit.AuditHead;
import mogador.audit.AuditTrail;
import mogador.audit.BrokenLink;
import mogador.audit.VerifyAudit;
import mogador.platform.Database;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Verifies the audit trail in the database it is told of, and prints its heads. */
@Command(
    name = "audit",
    description =
        "The audit trail in the database of the MOGADOR_… variables or the YAML file of settings;"
            + " see docs/audit.md.",
    subcommands = {AuditCommand.Verify.class, AuditCommand.Heads.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class AuditCommand implements Callable<Integer> {
  private static final Pattern HEAD = Pattern.compile("([^:]+):(\\d{1,18}):([0-9a-fA-F]{64})");

  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file of settings.")
  private @Nullable Path config;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Objects.requireNonNull(spec).commandLine().usage(System.out);
    return 2;
  }

  private int with(Function<Database, Integer> work) {
    Map<String, String> file = config == null ? Map.of() : SettingsFile.read(config);
    Settings settings = Settings.read(file, System.getenv());
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, settings.database());
    try {
      return work.apply(database);
    } finally {
      database.close();
      vertx.close().await();
    }
  }

  /** Reads chains from their first entry, and says of each whether it is whole. */
  @Command(
      name = "verify",
      description =
          "Computes every hash and every commitment anew. Names the first broken link of each"
              + " chain, and ends with 1 if there is one.",
      mixinStandardHelpOptions = true)
  static final class Verify implements Callable<Integer> {
    @ParentCommand private @Nullable AuditCommand audit;

    @Option(
        names = "--site",
        paramLabel = "SITE",
        description = "Only this chain; _network is that of what concerns no single site.")
    private List<String> sites = List.of();

    @Option(
        names = "--head",
        paramLabel = "SITE:NUMBER:HASH",
        description = "A head that was noted elsewhere, as audit head prints it.")
    private List<String> heads = List.of();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      Map<String, List<AuditHead>> noted = noted(heads);
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      return Objects.requireNonNull(audit)
          .with(database -> verify(new VerifyAudit(database), sites, noted, out));
    }
  }

  /** Prints the end of each chain. */
  @Command(
      name = "head",
      description =
          "Prints the head of each chain. Kept where nobody who can write to the database can, it"
              + " proves later, by verify --head, that nothing up to it was changed.",
      mixinStandardHelpOptions = true)
  static final class Heads implements Callable<Integer> {
    @ParentCommand private @Nullable AuditCommand audit;
    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      return Objects.requireNonNull(audit)
          .with(
              database -> {
                AuditTrail.heads(database.sql())
                    .forEach((site, head) -> out.println(site + ":" + text(head)));
                return 0;
              });
    }
  }

  /** 0 if every chain is whole. */
  static int verify(
      VerifyAudit verify, List<String> asked, Map<String, List<AuditHead>> noted, PrintWriter out) {
    List<String> known = verify.sites();
    for (String site : asked) {
      if (!known.contains(site) && !noted.containsKey(site)) {
        throw new Main.UserError("There is no chain of " + site + ".");
      }
    }
    var chains = new TreeSet<>(asked.isEmpty() ? known : asked);
    if (asked.isEmpty()) chains.addAll(noted.keySet());
    int broken = 0;
    for (String site : chains) {
      VerifyAudit.Verdict verdict = verify.verify(site, noted.getOrDefault(site, List.of()));
      out.println(words(verdict));
      out.flush();
      if (verdict.broken().isPresent()) broken++;
    }
    out.println(
        broken == 0
            ? chains.size() + " chains, all whole."
            : broken + " of " + chains.size() + " chains are broken.");
    out.flush();
    return broken == 0 ? 0 : 1;
  }

  /** Heads as they are printed, by site. */
  static Map<String, List<AuditHead>> noted(List<String> texts) {
    var heads = new LinkedHashMap<String, List<AuditHead>>();
    for (String text : texts) {
      Matcher head = HEAD.matcher(text.strip());
      if (!head.matches()) {
        throw new Main.UserError(text + " is not like essaouira:1204:9f86d0…, with 64 digits.");
      }
      heads
          .computeIfAbsent(head.group(1), site -> new ArrayList<>())
          .add(
              new AuditHead(Long.parseLong(head.group(2)), head.group(3).toLowerCase(Locale.ROOT)));
    }
    return heads;
  }

  private static String words(VerifyAudit.Verdict verdict) {
    if (verdict.broken().isEmpty()) {
      return "%s: whole, %d entries, head %s"
          .formatted(verdict.site(), verdict.whole().number(), text(verdict.whole()));
    }
    BrokenLink link = verdict.broken().get();
    return "%s: BROKEN at entry %d%s, which %s; whole up to %s"
        .formatted(
            verdict.site(),
            link.number(),
            link.at().map(at -> " of " + at).orElse(""),
            link.fault().words(),
            text(verdict.whole()));
  }

  private static String text(AuditHead head) {
    return head.number() + ":" + head.hash();
  }
}
