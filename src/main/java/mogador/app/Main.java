package mogador.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's entry. */
@Command(
    name = "mogador",
    description = "Coworking and space booking with access hardware, for a network of parks.",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      SimulateCommand.class,
      TourCommand.class,
      ImportCommand.class,
      DevicesCommand.class,
      FirmwareCommand.class,
      AuditCommand.class,
      BenchCommand.class
    },
    footer = {"", "  format       Formats the sources."},
    mixinStandardHelpOptions = true,
    version = "Mogador 0.1",
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Main::fail)
            .execute(args));
  }

  /** What a user can mend is one sentence; everything else keeps its stack trace. */
  private static int fail(Exception failure, CommandLine command, CommandLine.ParseResult result) {
    if (failure instanceof UserError || failure instanceof Settings.Wrong) {
      command.getErr().println(failure.getMessage());
      return 1;
    }
    failure.printStackTrace(command.getErr());
    return 2;
  }

  /** Something the user of the command line can mend. */
  static final class UserError extends RuntimeException {
    UserError(String sentence) {
      super(sentence, null, false, false);
    }
  }
}
