package mogador.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures whole ways, each beside the least it could cost on the same machine. */
@Command(
    name = "bench",
    description = "Measures a whole way beside its floor, on a PostgreSQL and a broker of its own.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BenchCommand.Booking.class,
      BenchCommand.Availability.class,
      BenchCommand.Badge.class,
      BenchCommand.Revoke.class,
      BenchCommand.Journal.class,
      BenchCommand.Telemetry.class,
      BenchCommand.Use.class,
      BenchCommand.Flood.class,
      BenchCommand.Devices.class,
      BenchCommand.Chaos.class
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec own = java.util.Objects.requireNonNull(spec);
    own.commandLine().usage(own.commandLine().getOut());
    return 1;
  }

  /** How long, and how many at once. */
  static final class How {
    @Option(
        names = "--seconds",
        defaultValue = "5",
        description = "How long each row is measured, 1 to 600; ${DEFAULT-VALUE} by default.")
    private int seconds;

    @Option(
        names = "--clients",
        split = ",",
        defaultValue = "1,8,32",
        description = "At once, one row for each, 1 to 64; ${DEFAULT-VALUE} by default.")
    private List<Integer> clients = List.of();

    int seconds() {
      if (seconds >= 1 && seconds <= 600) return seconds;
      throw new Main.UserError("--seconds is from 1 to 600.");
    }

    List<Integer> clients() {
      if (clients.stream().allMatch(n -> n >= 1 && n <= 64)) return clients;
      throw new Main.UserError("--clients is from 1 to 64 each.");
    }
  }

  @Command(
      name = "booking",
      description = "Bookings over HTTP, beside the statement that places them, alone.",
      mixinStandardHelpOptions = true)
  static final class Booking implements Callable<Integer> {
    @Mixin private How how = new How();

    @Option(
        names = "--claims",
        split = ",",
        defaultValue = "1000,1000000",
        description =
            "Present before, one table for each, 0 to 5,000,000; ${DEFAULT-VALUE} by default.")
    private List<Integer> claims = List.of();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      if (claims.stream().anyMatch(n -> n < 0 || n > 5_000_000)) {
        throw new Main.UserError("--claims is from 0 to 5,000,000 each.");
      }
      PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      BenchBooking.run(how.seconds(), how.clients(), claims, out);
      return 0;
    }
  }

  @Command(
      name = "availability",
      description = "What is free over HTTP, beside the bare query it comes from.",
      mixinStandardHelpOptions = true)
  static final class Availability implements Callable<Integer> {
    @Mixin private How how = new How();

    @Option(
        names = "--bookings",
        defaultValue = "200000",
        description = "Present, 100,000 to 5,000,000; ${DEFAULT-VALUE} by default.")
    private int bookings;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      if (bookings < 100_000 || bookings > 5_000_000) {
        throw new Main.UserError("--bookings is from 100,000 to 5,000,000.");
      }
      PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      BenchAvailability.run(how.seconds(), how.clients(), bookings, out);
      return 0;
    }
  }

  @Command(
      name = "badge",
      description = "Badge to decision over MQTT, beside a bare echo through the same broker.",
      mixinStandardHelpOptions = true)
  static final class Badge implements Callable<Integer> {
    @Mixin private How how = new How();

    @Option(
        names = "--credentials",
        defaultValue = "100000",
        description = "How many are known, 1 to 2,000,000; ${DEFAULT-VALUE} by default.")
    private int credentials;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      if (credentials < 1 || credentials > 2_000_000) {
        throw new Main.UserError("--credentials is from 1 to 2,000,000.");
      }
      PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      BenchBadge.run(how.seconds(), how.clients(), credentials, out);
      return 0;
    }
  }

  @Command(
      name = "revoke",
      description = "A right from its commit to every reader, beside a bare fan-out and back.",
      mixinStandardHelpOptions = true)
  static final class Revoke implements Callable<Integer> {
    @Option(
        names = "--rounds",
        defaultValue = "10",
        description = "Changes measured, 1 to 1,000; ${DEFAULT-VALUE} by default.")
    private int rounds;

    @Option(
        names = "--readers",
        defaultValue = "1000",
        description = "How many are connected, 1 to 5,000; ${DEFAULT-VALUE} by default.")
    private int readers;

    @Option(
        names = "--credentials",
        defaultValue = "200",
        description = "Lines in each list, 1 to 5,000; ${DEFAULT-VALUE} by default.")
    private int credentials;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      if (rounds < 1 || rounds > 1_000) throw new Main.UserError("--rounds is from 1 to 1,000.");
      if (readers < 1 || readers > 5_000) {
        throw new Main.UserError("--readers is from 1 to 5,000.");
      }
      if (credentials < 1 || credentials > 5_000) {
        throw new Main.UserError("--credentials is from 1 to 5,000.");
      }
      PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      BenchRevoke.run(rounds, readers, credentials, out);
      return 0;
    }
  }

  @Command(
      name = "journal",
      description = "Journals from the batch to its acknowledgement, beside bare batched inserts.",
      mixinStandardHelpOptions = true)
  static final class Journal implements Callable<Integer> {
    @Option(
        names = "--seconds",
        defaultValue = "10",
        description = "How long each is measured, 1 to 600; ${DEFAULT-VALUE} by default.")
    private int seconds;

    @Option(
        names = "--devices",
        defaultValue = "50",
        description = "How many tell at once, 1 to 500; ${DEFAULT-VALUE} by default.")
    private int devices;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      if (seconds < 1 || seconds > 600) throw new Main.UserError("--seconds is from 1 to 600.");
      if (devices < 1 || devices > 500) throw new Main.UserError("--devices is from 1 to 500.");
      PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      BenchJournal.run(seconds, devices, out);
      return 0;
    }
  }

  @Command(
      name = "telemetry",
      description =
          "What sensors say, to committed rows and an open page, beside bare batched inserts.",
      mixinStandardHelpOptions = true)
  static final class Telemetry implements Callable<Integer> {
    @Mixin private Over over = new Over();
    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      BenchTelemetry.run(over.seconds(), over.broker, out);
      return 0;
    }
  }

  @Command(
      name = "use",
      description = "The page of a year's use, beside the bare sum of one group's rows.",
      mixinStandardHelpOptions = true)
  static final class Use implements Callable<Integer> {
    @Option(
        names = "--seconds",
        defaultValue = "10",
        description = "How long each is measured, 1 to 600; ${DEFAULT-VALUE} by default.")
    private int seconds;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      if (seconds < 1 || seconds > 600) throw new Main.UserError("--seconds is from 1 to 600.");
      BenchUse.run(seconds, java.util.Objects.requireNonNull(spec).commandLine().getOut());
      return 0;
    }
  }

  /** Which broker, and how long. */
  static final class Over {
    @Option(
        names = "--seconds",
        defaultValue = "30",
        description = "How long each is measured, 1 to 600; ${DEFAULT-VALUE} by default.")
    private int seconds;

    @Option(
        names = "--broker",
        defaultValue = "EMBEDDED",
        description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    private BenchPark.Broker broker = BenchPark.Broker.EMBEDDED;

    int seconds() {
      if (seconds >= 1 && seconds <= 600) return seconds;
      throw new Main.UserError("--seconds is from 1 to 600.");
    }
  }

  @Command(
      name = "flood",
      description = "Badge to decision while a device floods the broker, beside the same in calm.",
      mixinStandardHelpOptions = true)
  static final class Flood implements Callable<Integer> {
    @Mixin private Over over = new Over();

    @Option(
        names = "--rate",
        defaultValue = "2000",
        description =
            "Messages of the flood per second, 1 to 100,000; ${DEFAULT-VALUE} by default.")
    private int rate;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      if (rate < 1 || rate > 100_000) throw new Main.UserError("--rate is from 1 to 100,000.");
      PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      BenchFlood.run(over.seconds(), rate, over.broker, out);
      return 0;
    }
  }

  @Command(
      name = "devices",
      description = "Thousands of readers on one server, until all are there, and its memory.",
      mixinStandardHelpOptions = true)
  static final class Devices implements Callable<Integer> {
    @Mixin private Over over = new Over();

    @Option(
        names = "--devices",
        defaultValue = "5000",
        description = "How many, 1 to 5,000; ${DEFAULT-VALUE} by default.")
    private int devices;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      if (devices < 1 || devices > 5_000) throw new Main.UserError("--devices is from 1 to 5,000.");
      PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      BenchDevices.run(over.seconds(), devices, over.broker, out);
      return 0;
    }
  }

  @Command(
      name = "chaos",
      description =
          "Kills server, broker, database and devices at random, under load, and looks at what is"
              + " left. Needs Mosquitto. Ends with 1 if anything was wrong.",
      mixinStandardHelpOptions = true)
  static final class Chaos implements Callable<Integer> {
    @Option(
        names = "--minutes",
        defaultValue = "20",
        description = "How long, 1 to 1,440; ${DEFAULT-VALUE} by default.")
    private int minutes;

    @Option(names = "--seed", description = "What another run printed, to kill in its order.")
    private long seed = System.nanoTime();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      if (minutes < 1 || minutes > 1_440) throw new Main.UserError("--minutes is from 1 to 1,440.");
      PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      return BenchChaos.run(Duration.ofMinutes(minutes), seed, out) ? 0 : 1;
    }
  }
}
