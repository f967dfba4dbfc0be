package mogador.app;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Those who would disturb the demo, over the broker it brings along. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedBrokerAttackIT implements UnderAttack {
  @TempDir private static Path data;

  private DemoPark park;
  private Target target;

  @BeforeAll
  void open() throws Exception {
    park = DemoPark.start(data);
    target = park.target();
  }

  @AfterAll
  void close() {
    park.close();
  }

  @Override
  public Target target() {
    return target;
  }
}
