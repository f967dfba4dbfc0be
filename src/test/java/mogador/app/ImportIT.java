package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import mogador.sites.SeedSites;
import mogador.sites.Sites;
import org.junit.jupiter.api.Test;

class ImportIT {
  @Test
  void aSiteImportedByAnotherProcessIsServedSoon() throws InterruptedException {
    try (TestServer server = TestServer.start()) {
      assertThat(server.get("/api/v1/sites/tanger/spaces", server.nomad()).status()).isEqualTo(404);
      var other = new Sites(server.database());
      other.load();
      assertThat(other.importSite(SeedSites.document("tanger"), Instant.now()))
          .isInstanceOf(Sites.Imported.class);
      int status = 404;
      for (int i = 0; i < 250 && status != 200; i++) {
        Thread.sleep(20);
        status = server.get("/api/v1/sites/tanger/spaces", server.nomad()).status();
      }
      assertThat(status).isEqualTo(200);
    }
  }
}
