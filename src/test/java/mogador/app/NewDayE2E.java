package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import mogador.platform.TestClock;
import org.junit.jupiter.api.Test;

/** A live plan that is open over midnight. */
class NewDayE2E {
  private static final Instant EVENING = Instant.parse("2026-12-01T22:00:00Z");

  @Test
  void theSeatsOfTheNewDayAreShownWithoutAReload() {
    var clock = new TestClock(EVENING);
    try (TestServer server = TestServer.start(clock);
        Browser desk = Browser.open(server.url(), 1440, 1000)) {
      var layout = LayoutPark.layout("2026-12-02", LayoutPark.away("p-07"));
      assertThat(server.post(LayoutPark.LAYOUTS, server.manager(), layout).status()).isEqualTo(201);
      desk.go("/health/live").cookie("session", server.manager().token());
      desk.go("/ops/essaouira?lang=fr").find("#s-p-07");
      desk.find("#link.on");
      clock.set(Instant.parse("2026-12-02T00:00:05Z"));
      desk.awaitGone("#s-p-07");
      assertThat(desk.has("#s-p-08")).isTrue();
    }
  }
}
