package firmware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a scenario from YAML (of which JSON is a part), as docs/simulator.md describes it. */
final class ScenarioFile {
  static final int MOST_ENTRIES = 10_000;

  private static final int LARGEST = 1 << 20;
  private static final Duration LONGEST_RUN = Duration.ofDays(31);
  private static final Duration LONGEST_AWAY = Duration.ofDays(1);
  private static final Duration LATEST_MESSAGE = Duration.ofMinutes(1);
  private static final Duration FURTHEST_CLOCK = Duration.ofDays(10_950);
  private static final Set<String> TOP = Set.of("seed", "network", "happenings");
  private static final Set<String> WHEN_AND_WHERE =
      Set.of("at", "every", "until", "varied", "device", "pick");
  private static final Set<String> NETWORK = Set.of("loss", "doubled", "delay");
  private static final Set<String> KINDS = Set.of("uid", "card", "qr", "pin");

  private interface ReadAct {
    Act read(YamlFields fields) throws YamlFields.Wrong;
  }

  private static final Map<String, ReadAct> ACTS =
      Map.ofEntries(
          Map.entry("present", ScenarioFile::present),
          Map.entry("door", it -> new Act.Door(it.need("door", "open or shut", openOrShut()))),
          Map.entry("exit", it -> only(it, "exit", "pressed", new Act.Exit())),
          Map.entry(
              "presence",
              it -> new Act.Sense(it.need("presence", "occupied or vacant", Sensor.Presence::of))),
          Map.entry("passes", it -> new Act.Pass(it.need("passes", "in or out", inOrOut()))),
          Map.entry(
              "tamper",
              it -> new Act.Suffer(new Ill.Case(it.need("tamper", "open or shut", openOrShut())))),
          Map.entry(
              "battery",
              it -> new Act.Suffer(new Ill.Battery(it.need("battery", "0 to 100", percent())))),
          Map.entry(
              "clock",
              it ->
                  new Act.Suffer(
                      new Ill.WrongClock(
                          it.need("clock", "right, unset, or like +2h or -30d", clock())))),
          Map.entry(
              "offline", it -> new Act.Unplug(it.need("offline", "1s to 24h", span(LONGEST_AWAY)))),
          Map.entry("kill", it -> new Act.Kill(it.need("kill", "1s to 24h", span(LONGEST_AWAY)))),
          Map.entry("reboot", it -> only(it, "reboot", "now", new Act.Reboot())),
          Map.entry("wipe", it -> only(it, "wipe", "now", new Act.Wipe())),
          Map.entry("network", it -> new Act.Turn(weather(it.node("network").orElseThrow()))));

  private ScenarioFile() {}

  static Scenario read(Path file) throws Scenario.Unusable {
    try {
      if (Files.size(file) > LARGEST) throw new Scenario.Unusable(List.of("more than 1 MiB"));
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new Scenario.Unusable(List.of("cannot be read: " + e.getMessage()));
    }
  }

  static Scenario parse(String yaml) throws Scenario.Unusable {
    try {
      var settings = LoadSettings.builder().setLabel("scenario").build();
      Node root =
          new Compose(settings)
              .composeString(yaml)
              .orElseThrow(() -> new Scenario.Unusable(List.of("line 1: the file is empty")));
      return scenario(new YamlFields(root, TOP));
    } catch (YamlFields.Wrong e) {
      throw new Scenario.Unusable(List.of(String.valueOf(e.getMessage())));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new Scenario.Unusable(List.of("line " + line + ": not YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      throw new Scenario.Unusable(List.of("not YAML: " + e.getMessage()));
    }
  }

  private static Scenario scenario(YamlFields top) throws YamlFields.Wrong, Scenario.Unusable {
    var problems = new ArrayList<String>();
    long seed = top.need("seed", "an integer of 64 bits", ScenarioFile::integer);
    Air.Weather weather =
        top.node("network").isPresent() ? weather(top.node("network").get()) : Air.Weather.CLEAR;
    Optional<Node> list = top.node("happenings");
    if (!(list.orElse(null) instanceof SequenceNode happenings)
        || happenings.getValue().isEmpty()
        || happenings.getValue().size() > MOST_ENTRIES) {
      throw new Scenario.Unusable(
          List.of(
              "line %d: happenings must list 1 to %,d entries"
                  .formatted(list.map(YamlFields::line).orElse(top.line()), MOST_ENTRIES)));
    }
    var entries = new ArrayList<Scenario.Entry>();
    for (Node node : happenings.getValue()) {
      try {
        entries.add(entry(node));
      } catch (YamlFields.Wrong e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!problems.isEmpty()) throw new Scenario.Unusable(problems);
    return new Scenario(seed, weather, List.copyOf(entries));
  }

  private static Scenario.Entry entry(Node node) throws YamlFields.Wrong {
    var known = new HashSet<>(WHEN_AND_WHERE);
    known.addAll(ACTS.keySet());
    var fields = new YamlFields(node, known);
    List<String> acts = fields.names().stream().filter(ACTS::containsKey).toList();
    if (acts.size() != 1) {
      String all = String.join(", ", ACTS.keySet().stream().sorted().toList());
      throw new YamlFields.Wrong(node, "needs exactly one of " + all);
    }
    return new Scenario.Entry(
        fields.line(),
        times(node, fields),
        fields.need("device", "site/code, * for any characters", text("[a-z0-9*/-]{1,81}")),
        fields.maybe("pick", "1 to 5000", text -> number(text, 1, 5_000)),
        act(acts.getFirst(), fields));
  }

  private static Act act(String name, YamlFields fields) throws YamlFields.Wrong {
    ReadAct read = ACTS.get(name);
    if (read == null) throw new IllegalStateException(name);
    return read.read(fields);
  }

  private static Scenario.Times times(Node node, YamlFields fields) throws YamlFields.Wrong {
    String shape = "a time from the start like 90s or 1h30m, at most 31d";
    YamlFields.Reading<Duration> time = within(Duration.ZERO, LONGEST_RUN);
    Duration at = fields.need("at", shape, time);
    Optional<Duration> every =
        fields.maybe("every", "100ms to 31d", within(Duration.ofMillis(100), LONGEST_RUN));
    Optional<Duration> until = fields.maybe("until", shape, time);
    Optional<Integer> varied = fields.maybe("varied", "0 to 100 (per cent)", percent());
    if (every.isEmpty() && until.isEmpty() && varied.isEmpty()) return Scenario.Times.once(at);
    if (every.isEmpty() || until.isEmpty()) {
      throw new YamlFields.Wrong(node, "every and until are needed together");
    }
    if (until.get().compareTo(at) < 0) throw new YamlFields.Wrong(node, "until is before at");
    return new Scenario.Times(at, every.get(), until.get(), varied.orElse(0));
  }

  private static Act present(YamlFields fields) throws YamlFields.Wrong {
    var credentials = new ArrayList<Credential>();
    Node value = fields.node("present").orElseThrow();
    for (Node node : YamlFields.each(value)) {
      var one = new YamlFields(node, KINDS);
      if (one.names().size() != 1) {
        throw new YamlFields.Wrong(node, "present needs one of uid, card, qr, pin");
      }
      String name = one.names().iterator().next();
      credentials.add(
          one.need(
              name,
              "2 to 128 hexadecimal digits (uid, card) or 1 to 64 bytes of text (qr, pin)",
              text -> credential(name, text)));
    }
    if (credentials.isEmpty()) throw new YamlFields.Wrong(value, "present lists none");
    return new Act.Present(List.copyOf(credentials));
  }

  private static Optional<Credential> credential(String kind, String text) {
    Credential.Kind of = Credential.Kind.of(kind).orElseThrow();
    boolean typed = of == Credential.Kind.QR || of == Credential.Kind.PIN;
    try {
      return Optional.of(
          typed ? Credential.ofText(of, text) : new Credential(of, text.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Air.Weather weather(Node node) throws YamlFields.Wrong {
    var fields = new YamlFields(node, NETWORK);
    List<Duration> delay =
        fields
            .maybe("delay", "like 200ms or 0s..2s, at most 1m", ScenarioFile::range)
            .orElse(List.of(Duration.ZERO, Duration.ZERO));
    return new Air.Weather(
        fields.maybe("loss", "0 to 100 (per cent)", percent()).orElse(0),
        fields.maybe("doubled", "0 to 100 (per cent)", percent()).orElse(0),
        delay.getFirst(),
        delay.getLast());
  }

  private static Optional<List<Duration>> range(String text) {
    String[] ends = text.split("\\.\\.", -1);
    if (ends.length > 2) return Optional.empty();
    YamlFields.Reading<Duration> end = within(Duration.ZERO, LATEST_MESSAGE);
    Optional<Duration> least = end.read(ends[0]);
    Optional<Duration> most = end.read(ends[ends.length - 1]);
    boolean good = least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) <= 0;
    return good ? Optional.of(List.of(least.get(), most.get())) : Optional.empty();
  }

  private static Act only(YamlFields fields, String name, String word, Act act)
      throws YamlFields.Wrong {
    var unused = fields.need(name, word, text(word));
    return act;
  }

  private static YamlFields.Reading<Optional<Duration>> clock() {
    return text ->
        switch (text) {
          case "right" -> Optional.of(Optional.of(Duration.ZERO));
          case "unset" -> Optional.of(Optional.empty());
          default -> {
            Optional<Duration> ahead =
                Span.signed(text).filter(it -> it.abs().compareTo(FURTHEST_CLOCK) <= 0);
            yield ahead.isEmpty() ? Optional.empty() : Optional.of(ahead);
          }
        };
  }

  private static YamlFields.Reading<Boolean> openOrShut() {
    return text -> text.matches("open|shut") ? Optional.of(text.equals("open")) : Optional.empty();
  }

  private static YamlFields.Reading<Boolean> inOrOut() {
    return text -> text.matches("in|out") ? Optional.of(text.equals("in")) : Optional.empty();
  }

  private static YamlFields.Reading<String> text(String shape) {
    Predicate<String> fits = text -> text.matches(shape);
    return text -> Optional.of(text).filter(fits);
  }

  private static YamlFields.Reading<Duration> span(Duration most) {
    return within(Duration.ofSeconds(1), most);
  }

  private static YamlFields.Reading<Duration> within(Duration least, Duration most) {
    return text ->
        Span.of(text).filter(span -> span.compareTo(least) >= 0 && span.compareTo(most) <= 0);
  }

  private static YamlFields.Reading<Integer> percent() {
    return text -> number(text.endsWith("%") ? text.substring(0, text.length() - 1) : text, 0, 100);
  }

  private static Optional<Integer> number(String text, int least, int most) {
    return integer(text).filter(number -> number >= least && number <= most).map(Long::intValue);
  }

  private static Optional<Long> integer(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
