package mogador.uplinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.occupancy.CountReading;
import mogador.occupancy.HeadCount;
import mogador.occupancy.Signal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class UplinkProperties {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final Heard.Key KEY = new Heard.Key("lns", "0101010101010101");

  @Property
  void noBytesMakeACodecFail(
      @ForAll Codec codec, @ForAll @Size(max = 60) byte[] payload, @ForAll("ports") int port) {
    assertThat(codec.decode(port, HexFormat.of().formatHex(payload))).isNotNull();
  }

  /** Items that are nearly right get further into a codec than any bytes. */
  @Property
  void noItemsOfMilesightMakeACodecFail(@ForAll Codec codec, @ForAll("items") String payload) {
    assertThat(codec.decode(85, payload)).isNotNull();
  }

  @Property
  void noBytesMakeANetworkServersMessageFail(
      @ForAll NetworkServer server, @ForAll @Size(max = 200) byte[] bytes) {
    assertThat(server.read(bytes)).isInstanceOf(Uplink.Read.Refused.class);
  }

  /** A published example with any character of it changed. */
  @Property
  void noDamageMakesANetworkServersMessageFail(
      @ForAll NetworkServer server, @ForAll("places") int at, @ForAll char other) {
    String whole = published(server);
    int place = at % whole.length();
    String damaged = whole.substring(0, place) + other + whole.substring(place + 1);
    assertThat(server.read(Published.bytes(damaged))).isNotNull();
    assertThat(server.read(Published.bytes(whole.substring(0, place)))).isNotNull();
  }

  @Property
  void uplinksThatComeAgainChangeNothing(@ForAll("uplinks") List<Uplink> uplinks) {
    Optional<Heard> once = Optional.empty();
    Optional<Heard> twice = Optional.empty();
    for (int i = 0; i < uplinks.size(); i++) {
      Uplink uplink = uplinks.get(i);
      once = after(once, uplink, i).or(() -> Optional.empty());
      twice = after(twice, uplink, i);
      assertThat(Heard.after(twice, KEY, uplink, NOON.plusSeconds(10L * i + 5), adopted()))
          .isEmpty();
      assertThat(twice).isEqualTo(once);
    }
  }

  @Property
  void theSignsOfAStateAreTheSameHoweverOftenAndWhenOneAsks(
      @ForAll boolean present, @ForAll("asked") List<Integer> asked) {
    SensorState state =
        SensorState.NOTHING.with(
            new SignalMap.Meant(
                Optional.of(present), Optional.empty(), false, Optional.empty(), Optional.empty()),
            NOON,
            "life");
    Instant missed = NOON.plus(Duration.ofMinutes(30));
    var all = new HashSet<>(state.signs("d", NOON, NOON.plus(Duration.ofHours(3)), missed));
    assertThat(all).hasSize(31);
    var found = new HashSet<Signal>();
    Instant from = NOON;
    for (int seconds : asked) {
      Instant now = from.plusSeconds(seconds);
      List<Signal> signs = state.signs("d", from, now, missed);
      assertThat(signs).allMatch(sign -> !sign.at().isAfter(now));
      found.addAll(signs);
      from = now.plusMillis(1);
    }
    Instant end = from;
    var until = new HashSet<>(all);
    until.removeIf(sign -> !sign.at().isBefore(end));
    assertThat(found).containsAll(until);
    assertThat(all).containsAll(found);
  }

  /** However a counter restarts, nobody is counted that came before it was adopted. */
  @Property
  void aCounterCountsWhoPassedSinceItWasAdopted(
      @ForAll("passages") List<Integer> passages, @ForAll("places") int before) {
    SensorState state = counted(SensorState.NOTHING, before, before, 0);
    List<CountReading> readings = new ArrayList<>(List.of(state.reading("d").orElseThrow()));
    long in = before;
    long inside = 0;
    for (int i = 0; i < passages.size(); i++) {
      boolean restarted = passages.get(i) == 0 && in > 0;
      in = restarted ? 0 : in + passages.get(i);
      if (!restarted) inside += passages.get(i);
      state = counted(state, in, restarted ? 0 : before, i + 1);
      if (restarted) before = 0;
      readings.add(state.reading("d").orElseThrow());
    }
    assertThat(HeadCount.of(readings, NOON).inside()).isEqualTo(inside);
  }

  private static SensorState counted(SensorState state, long in, long out, int minute) {
    return state.with(
        new SignalMap.Meant(
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.of(new SignalMap.Passed(in, out)),
            Optional.empty()),
        NOON.plus(Duration.ofMinutes(minute)),
        "life" + minute);
  }

  private static Optional<Heard> after(Optional<Heard> before, Uplink uplink, int i) {
    return Heard.after(before, KEY, uplink, NOON.plusSeconds(10L * i), adopted()).or(() -> before);
  }

  private static Optional<Adoption> adopted() {
    return Optional.of(
        new Adoption(
            KEY,
            "essaouira",
            "eui-0101010101010101",
            "p01",
            Codec.NETWORK,
            new SignalMap(
                Map.of("occupied", UplinkSignal.OCCUPIED, "battery", UplinkSignal.BATTERY), false),
            Adoption.USUAL_SILENCE,
            NOON,
            Optional.of("manager")));
  }

  private static String published(NetworkServer server) {
    return switch (server) {
      case CHIRPSTACK -> Published.CHIRPSTACK;
      case THINGS_STACK -> Published.THINGS_STACK;
      case ESP_RFID -> Published.ESP_ACCESS;
    };
  }

  @Provide
  Arbitrary<Integer> ports() {
    return Arbitraries.of(0, 1, 85, 100, 102, 223);
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, 5_000);
  }

  @Provide
  Arbitrary<List<Integer>> asked() {
    return Arbitraries.integers().between(1, 400).list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<Integer>> passages() {
    return Arbitraries.integers().between(0, 5).list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<String> items() {
    return Combinators.combine(
            Arbitraries.of("0175", "0300", "0400", "03d2", "04d2", "04cc", "84cc", "0fe3", "ff16"),
            Arbitraries.strings().withChars("0123456789abcdef").ofLength(8))
        .as((item, value) -> item + value)
        .list()
        .ofMaxSize(5)
        .map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<List<Uplink>> uplinks() {
    Arbitrary<Map<String, Value>> fields =
        Combinators.combine(
                Arbitraries.of(true, false).optional(),
                Arbitraries.integers().between(0, 120).optional())
            .as(
                (occupied, battery) -> {
                  Map<String, Value> all = new LinkedHashMap<>();
                  occupied.ifPresent(on -> all.put("occupied", new Value.Flag(on)));
                  battery.ifPresent(is -> all.put("battery", new Value.Quantity(is)));
                  return all;
                });
    return Combinators.combine(fields, Arbitraries.integers().between(0, 8))
        .as(
            (decoded, key) ->
                new Uplink(
                    KEY.eui(), "app", "dev", "", Optional.empty(), 1, 0, "", decoded, "k" + key))
        .list()
        .ofMaxSize(12);
  }
}
