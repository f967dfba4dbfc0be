package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** It reads what the library reads, as far as the protocol lets instants be written. */
class InstantTextProperties {
  private static final Pattern WRITTEN =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,3})?Z");

  @Property
  void whatIsWrittenAsAnInstantIsReadAsTheLibraryDoes(@ForAll("nearlyInstants") String text) {
    assertThat(InstantText.read(text)).isEqualTo(byTheLibrary(text));
  }

  @Property
  void anythingElseIsNone(@ForAll String text) {
    assertThat(InstantText.read(text)).isEqualTo(byTheLibrary(text));
  }

  @Example
  void leapSecondsTheEndOfADayAndTheCalendarAreTheLibrarys() {
    for (String text :
        new String[] {
          "2016-12-31T23:59:60Z",
          "2026-12-01T24:00:00Z",
          "2026-12-01T24:00:01Z",
          "2026-02-29T09:00:00Z",
          "2028-02-29T09:00:00.5Z",
          "2026-12-01T09:00:00.Z",
          "2026-12-01T09:00:00.1234Z",
          "2026-12-01T09:60:00Z",
          "2026-12-01T09:00:00z",
          "2026-12-01T09:00:00",
          ""
        }) {
      assertThat(InstantText.read(text)).as(text).isEqualTo(byTheLibrary(text));
    }
  }

  /** Some with a character changed. */
  @Provide
  Arbitrary<String> nearlyInstants() {
    Arbitrary<String> instants =
        Combinators.combine(
                Arbitraries.longs().between(-1_000_000_000L, 9_000_000_000L),
                Arbitraries.integers().between(0, 999))
            .as((second, milli) -> Instant.ofEpochSecond(second).plusMillis(milli).toString());
    Arbitrary<String> changed =
        Combinators.combine(
                instants,
                Arbitraries.integers().between(0, 30),
                Arbitraries.of('0', '9', '6', 'Z', ':', '.', '-', ' ', '٣'))
            .as(
                (text, at, c) ->
                    at < text.length() ? text.substring(0, at) + c + text.substring(at + 1) : text);
    return Arbitraries.oneOf(instants, changed);
  }

  private static Optional<Instant> byTheLibrary(String text) {
    if (!WRITTEN.matcher(text).matches()) return Optional.empty();
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
