package firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of the protocol page's own example. */
class DoorListTest {
  private static final String COMMAND_KEY =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  private static final String CREDENTIAL_KEY =
      "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";
  private static final String CARD = "04A1B2C3D4E580";
  private static final Instant BEGINS = Instant.ofEpochMilli(1_796_115_600_000L);
  private static final Instant ENDS = Instant.ofEpochMilli(1_796_119_200_000L);

  private ListReader reader;
  private String example = "";

  @BeforeEach
  void open() throws IOException {
    reader = new ListReader("essaouira", "r-entrance", "entrance", COMMAND_KEY, CREDENTIAL_KEY);
    String page = Files.readString(Path.of("docs/device-protocol.md"));
    Matcher found =
        Pattern.compile("```json\n(\\{\"manifest\".*?)```", Pattern.DOTALL).matcher(page);
    assertThat(found.find()).isTrue();
    example = found.group(1);
  }

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void thePagesExampleIsFollowed() {
    assertThat(take(example)).isTrue();
    assertThat(reader.isCurrent()).isTrue();
    assertThat(reader.size()).isEqualTo(2);
  }

  @Test
  void aWindowHoldsFromItsBeginUntilBeforeItsEnd() {
    take(example);
    assertThat(at(BEGINS.minusMillis(1))).isEqualTo("too_early");
    assertThat(at(BEGINS)).isEqualTo("granted");
    assertThat(at(ENDS.minusMillis(1))).isEqualTo("granted");
    assertThat(at(ENDS)).isEqualTo("too_late");
    assertThat(at(Instant.ofEpochMilli(1_796_202_000_000L))).isEqualTo("granted");
  }

  @Test
  void aLeadingZeroMakesAnotherCredential() {
    take(example);
    assertThat(reader.decides("uid", "00" + CARD, BEGINS)).isEqualTo("suspended");
    assertThat(reader.decides("card", CARD, BEGINS)).isEqualTo("?");
  }

  @Test
  void anotherSignatureOrDoorChangesNothing() {
    assertThat(take(example.replace("\"mac\": \"7", "\"mac\": \"8"))).isFalse();
    assertThat(take(example.replace("\\\"unlock_ms\\\":5000", "\\\"unlock_ms\\\":9000"))).isFalse();
    assertThat(reader.size()).isZero();
    var elsewhere =
        new ListReader("essaouira", "r-entrance", "cellar", COMMAND_KEY, CREDENTIAL_KEY);
    try (elsewhere) {
      assertThat(elsewhere.arrived("acl", bytes(example))).isFalse();
    }
  }

  @Test
  void linesThatDoNotComeToTheHashAreNotTaken() {
    assertThat(take(example.replace("active", "suspended"))).isTrue();
    assertThat(reader.isCurrent()).isFalse();
    assertThat(reader.size()).isZero();
    assertThat(at(BEGINS)).isEqualTo("?");
  }

  @Test
  void powerLostAndBackItHasTheSameList() {
    take(example);
    reader.restart();
    assertThat(reader.isCurrent()).isTrue();
    assertThat(at(BEGINS)).isEqualTo("granted");
    assertThat(take(example)).isTrue();
  }

  private String at(Instant instant) {
    return reader.decides("uid", CARD, instant);
  }

  private boolean take(String message) {
    return reader.arrived("acl", bytes(message));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
