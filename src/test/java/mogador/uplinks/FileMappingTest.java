package mogador.uplinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mogador.sites.Complaint;
import mogador.sites.SeedSites;
import mogador.sites.SiteDocument;
import mogador.sites.SiteFile;
import mogador.sites.TestSites;
import org.junit.jupiter.api.Test;

/** What a site file says of sensors of other networks, understood or complained about. */
class FileMappingTest {
  private static final String EUI = "24e124538c000001";

  @Test
  void aCodecOfOursNeedsNoMore() {
    Uplinks.Wish wish = wish("codec: milesight-vs34x");
    assertThat(wish.key()).isEqualTo(new Heard.Key("lns", EUI));
    assertThat(wish.space()).isEqualTo("p-1");
    assertThat(wish.map()).isEqualTo(new SignalMap(Codec.MILESIGHT_VS34X.signals(), false));
    assertThat(wish.silence()).isEqualTo(Adoption.USUAL_SILENCE);
    assertThat(wish("codec: esp-rfid").silence()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void whatTheNetworkDecodesIsMappedFieldByField() {
    Uplinks.Wish wish =
        wish("signals: {seat.state: occupied, bat: battery}, absent_is_zero: true, silent: 2h");
    assertThat(wish.codec()).isEqualTo(Codec.NETWORK);
    assertThat(wish.map())
        .isEqualTo(
            new SignalMap(
                Map.of("seat.state", UplinkSignal.OCCUPIED, "bat", UplinkSignal.BATTERY), true));
    assertThat(wish.silence()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void whatNobodyUnderstandsIsToldWithItsLine() {
    expect("codec: acme-9000", "codec: should be one of network, milesight-vs34x,");
    expect("signals: {a: presence}", "signals.a: should be one of occupied, motion,");
    expect("signals: {a: occupied, b: occupied}", "signals: two fields cannot be");
    expect("codec: network", "signals: is missing");
    expect("signals: {a: battery}", "signals: is of no use");
    expect("signals: {a: entries}", "signals: is of no use");
    expect("codec: milesight-vs34x, silent: 4m", "silent: should be from 5m to 2d");
    expect("codec: milesight-vs34x, silent: 3d", "silent: should be from 5m to 2d");
  }

  @Test
  void theExampleOfTheGuideIsGood() throws IOException {
    String guide = Files.readString(Path.of("docs/site-file.md"));
    String example = guide.substring(guide.indexOf("\nsensors:\n"));
    String file = SeedSites.file("essaouira");
    String site =
        file.substring(0, file.indexOf("\nsensors:\n"))
            + example.substring(0, example.indexOf("```"));
    assertThat(SiteFile.read(site, SiteAdoptions::check))
        .isInstanceOfSatisfying(
            SiteFile.Good.class, good -> assertThat(good.document().remotes()).hasSize(2));
  }

  private static void expect(String saying, String complaint) {
    long line = (TestSites.SMALL + "x").lines().count();
    assertThat(read(saying))
        .isInstanceOfSatisfying(
            SiteFile.Bad.class,
            bad ->
                assertThat(bad.complaints())
                    .extracting(Complaint::toString)
                    .singleElement()
                    .asString()
                    .startsWith("line " + line + ": sensors[" + EUI + "]." + complaint));
  }

  private static Uplinks.Wish wish(String saying) {
    return switch (read(saying)) {
      case SiteFile.Good(SiteDocument document) -> FileMapping.wish(document.remotes().getFirst());
      case SiteFile.Bad(List<Complaint> complaints) -> throw new AssertionError(complaints);
    };
  }

  private static SiteFile.Checked read(String saying) {
    String entry = "  - {eui: " + EUI + ", source: lns, space: p-1, " + saying + "}\n";
    return SiteFile.read(TestSites.SMALL + entry, SiteAdoptions::check);
  }
}
