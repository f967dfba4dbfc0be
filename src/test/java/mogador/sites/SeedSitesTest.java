package mogador.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeedSitesTest {
  static List<String> ids() {
    return SeedSites.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyFilePassesItsCheck(String id) {
    SiteDocument site =
        switch (SiteFile.read(SeedSites.file(id))) {
          case SiteFile.Good(SiteDocument document) -> document;
          case SiteFile.Bad(List<Complaint> complaints) -> throw new AssertionError(complaints);
        };
    assertThat(site.id()).isEqualTo(id);
    assertThat(site.zone()).isEqualTo("Africa/Casablanca");
    assertThat(site.spaces()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void writtenAsJsonItReadsTheSame(String id) {
    SiteDocument site = SeedSites.document(id);
    assertThat(TestSites.document(SiteJson.write(site).encode())).isEqualTo(site);
  }

  @Test
  void essaouiraHasItsThirtyFivePositionsSensedAndSeated() {
    SiteDocument site = SeedSites.document("essaouira");
    Map<SpaceKind, Long> kinds =
        site.spaces().stream()
            .collect(Collectors.groupingBy(SiteDocument.Plot::kind, Collectors.counting()));
    assertThat(kinds)
        .containsEntry(SpaceKind.POSITION, 35L)
        .containsEntry(SpaceKind.OPEN_SPACE, 1L);
    assertThat(kinds)
        .containsEntry(SpaceKind.EVENT_ROOM, 1L)
        .containsEntry(SpaceKind.PHONE_BOOTH, 3L);
    for (int i = 1; i <= 35; i++) {
      String code = "p-%02d".formatted(i);
      assertThat(site.devices())
          .contains(DevicePlace.sensor("seat-" + code, DeviceKind.SEAT_SENSOR, code));
    }
    assertThat(site.areaCm2()).isEqualTo(2_350 * 10_000L);
    assertThat(site.floors()).hasSize(2);
  }

  @Test
  void tangerRentsAtFiftyDirhamASquareMetre() {
    assertThat(SeedSites.document("tanger").rent()).map(Prices.Rent::centimes).contains(5_000L);
  }

  @Test
  void essaouirasRulesSuitARoomThatIsCleanedAndAHallThatIsAskedFor() {
    Site site = TestSites.site(SeedSites.document("essaouira"));
    assertThat(site.rules(SpaceKind.MEETING_ROOM).buffer()).isEqualTo(Duration.ofMinutes(10));
    assertThat(site.rules(SpaceKind.EVENT_ROOM).approval()).isTrue();
    assertThat(site.rules(SpaceKind.POSITION).quotas()).isEmpty();
    assertThat(site.rules(SpaceKind.POSITION).noShow().released()).isTrue();
  }
}
