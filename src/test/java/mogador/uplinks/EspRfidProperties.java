package mogador.uplinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import mogador.occupancy.Signal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What readers say comes to the same, in whatever order and however often; nobody is named. */
class EspRfidProperties {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final String HOSTNAME = "workshop";
  private static final Heard.Key KEY = new Heard.Key("doors", EspRfid.eui(HOSTNAME));
  private static final Adoption ADOPTION =
      new Adoption(
          KEY,
          "essaouira",
          Adoption.device(KEY.eui()),
          "m-1",
          Codec.ESP_RFID,
          new SignalMap(Codec.ESP_RFID.signals(), false),
          Codec.ESP_RFID.silence(),
          NOON,
          Optional.of("manager"));

  /** What somebody does at a reader; the second of the minute makes each another. */
  private record Happens(String what, String uid, String user, String pin) {
    String message(int second) {
      JsonObject json =
          new JsonObject().put("time", NOON.getEpochSecond() + second).put("hostname", HOSTNAME);
      switch (what) {
        case "open", "closed" ->
            json.put("type", "INFO")
                .put("cmd", "event")
                .put("src", "door")
                .put("desc", what.equals("open") ? "Door Open" : "Door Closed");
        case "heartbeat" -> json.put("type", "heartbeat").put("uptime", second);
        case "stranger" ->
            json.put("type", "WARN")
                .put("cmd", "event")
                .put("src", "rfid")
                .put("desc", "Unknown rfid tag is scanned")
                .put("data", uid + " 34");
        default ->
            json.put("type", "access")
                .put("isKnown", "true")
                .put("access", what)
                .put("username", user)
                .put("uid", uid)
                .put("pincode", pin);
      }
      return json.encode();
    }
  }

  /** All there is of it in the end, but the order in which it came. */
  private record Told(
      Instant at,
      Map<String, Heard.Field> fields,
      Set<String> keys,
      Optional<Boolean> open,
      Optional<Instant> letIn,
      Set<Signal> signs) {}

  @Property
  void theOrderOfEventsAndTheirRepetitionsChangeNothing(
      @ForAll("days") List<Happens> day, @ForAll Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < day.size(); i++) {
      for (int n = random.nextInt(1, 4); n > 0; n--) order.add(i);
    }
    List<Integer> inOrder = order.stream().sorted().toList();
    java.util.Collections.shuffle(order, random);
    assertThat(told(day, order)).isEqualTo(told(day, inOrder));
  }

  @Property
  void whatItComesToIsWhatHappened(@ForAll("days") List<Happens> day) {
    Told told = told(day, java.util.stream.IntStream.range(0, day.size()).boxed().toList());
    Optional<Boolean> open = Optional.empty();
    Set<Signal> letIn = new HashSet<>();
    for (int i = 0; i < day.size(); i++) {
      String what = day.get(i).what();
      if (Set.of("open", "closed").contains(what)) open = Optional.of(what.equals("open"));
      if (Set.of("Always", "Admin").contains(what)) {
        letIn.add(new Signal(ADOPTION.device(), Signal.Kind.BADGE, NOON.plusSeconds(i)));
      }
    }
    assertThat(told.open()).isEqualTo(open);
    assertThat(told.signs()).isEqualTo(letIn);
  }

  @Property
  void noCardAndNoNameIsInAnythingThatIsKept(@ForAll("days") List<Happens> day) {
    Optional<Heard> heard = Optional.empty();
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < day.size(); i++) {
      Uplink uplink = uplink(day.get(i).message(i));
      kept.append(uplink);
      heard =
          Heard.after(heard, KEY, uplink, received(), Optional.of(ADOPTION))
              .or(() -> Optional.empty());
      heard.ifPresent(
          it ->
              kept.append(it)
                  .append(HeardJson.fields(it.fields()))
                  .append(HeardJson.state(it.state())));
    }
    for (Happens one : day) {
      assertThat(kept.toString()).doesNotContain(one.uid(), one.user(), one.pin());
    }
  }

  private static Told told(List<Happens> day, List<Integer> order) {
    Optional<Heard> heard = Optional.empty();
    Set<Signal> signs = new HashSet<>();
    for (int i : order) {
      Uplink uplink = uplink(day.get(i).message(i));
      Optional<Heard> before = heard;
      Optional<Heard> after = Heard.after(before, KEY, uplink, received(), Optional.of(ADOPTION));
      if (after.isPresent()) Heard.badge(uplink, received(), ADOPTION).ifPresent(signs::add);
      heard = after.or(() -> before);
      // As it comes back from the database.
      SensorState state = heard.orElseThrow().state();
      assertThat(HeardJson.state(HeardJson.state(state))).isEqualTo(state);
    }
    Heard all = heard.orElseThrow();
    return new Told(
        all.at(),
        all.fields(),
        Set.copyOf(all.keys()),
        all.state().open().map(SensorState.Said::is),
        all.state().letIn(),
        signs);
  }

  /**
   * All are on their way for less than two minutes, or the reader's clock would not be believed.
   */
  private static Instant received() {
    return NOON.plus(Duration.ofMinutes(1));
  }

  private static Uplink uplink(String message) {
    return NetworkServerTest.good(NetworkServer.ESP_RFID, message);
  }

  /** No more than are remembered. */
  @Provide
  Arbitrary<List<Happens>> days() {
    Arbitrary<String> what =
        Arbitraries.of(
            "open", "closed", "heartbeat", "stranger", "Always", "Admin", "Expired", "Disabled");
    Arbitrary<String> uid = Arbitraries.strings().withChars("0123456789abcdef").ofLength(14);
    Arbitrary<String> user = Arbitraries.strings().withCharRange('A', 'Z').ofLength(12);
    Arbitrary<String> pin = Arbitraries.strings().numeric().ofLength(14);
    return Combinators.combine(what, uid, user, pin)
        .as(Happens::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(16);
  }
}
