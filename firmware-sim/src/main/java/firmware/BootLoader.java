package firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Chooses what runs at a start: of two slots the one that did well last, or the new one on trial. A
 * new image holds only once it has been connected; until then a start too many, or an image that is
 * damaged, brings the old one back. Whatever is cut short, one of the two is whole.
 */
final class BootLoader {
  /** Starts that an image on trial has to reach the broker. */
  private static final int TRIALS = 3;

  private static final List<String> SLOTS = List.of("a", "b");

  /**
   * What the boot record says.
   *
   * @param active a slot, or empty for what the device was built with
   * @param trial the slot on trial, or empty
   * @param hash of the image on trial
   * @param update whose trial it is, or was
   * @param failure to be told of that update, or empty
   */
  private record State(
      String active, String trial, String hash, int starts, String update, String failure) {}

  private static final State BUILT = new State("", "", "", 0, "", "");

  /** Something to tell the server of an update, until it was told. */
  record News(String update, String step, Optional<String> reason) {}

  private final Path folder;
  private final String code;
  private State state;
  private String version;

  private BootLoader(Path folder, String code, State state) {
    this.folder = folder;
    this.code = code;
    this.state = state;
    this.version = version(state.active());
  }

  /** As at each start: decides, durably, what runs now. */
  static BootLoader start(Path folder, String code) {
    State state = BUILT;
    for (String line : Flash.read(record(folder, code))) {
      state =
          Messages.read(line.getBytes(StandardCharsets.UTF_8)).map(BootLoader::state).orElse(state);
    }
    var loader = new BootLoader(folder, code, state);
    loader.choose();
    return loader;
  }

  /** Of what runs now. */
  String version() {
    return version;
  }

  boolean isOnTrial() {
    return !state.trial().isEmpty();
  }

  /** It is connected: what runs now is good. What is to be told of it, if anything is. */
  Optional<News> good() {
    if (isOnTrial()) {
      write(new State(state.trial(), "", "", 0, state.update(), ""));
      return Optional.of(new News(state.update(), "installed", Optional.empty()));
    }
    if (state.failure().isEmpty()) return Optional.empty();
    var news = new News(state.update(), "failed", Optional.of(state.failure()));
    write(new State(state.active(), "", "", 0, state.update(), ""));
    return Optional.of(news);
  }

  /** Puts an image that was checked into the slot that does not run; it runs at the next start. */
  void install(String update, byte[] image) {
    String slot = other();
    Path file = slot(slot);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (var out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        var buffer = ByteBuffer.wrap(image);
        while (buffer.hasRemaining()) out.write(buffer);
        out.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(new State(state.active(), slot, Firmware.sha256(image), 0, update, ""));
  }

  /** Whether the other slot, or what the device was built with, is this version: it runs next. */
  boolean revert(String wanted) {
    for (String slot : List.of("a", "b", "")) {
      if (slot.equals(state.active()) || !version(slot).equals(wanted)) continue;
      write(new State(slot, "", "", 0, "", ""));
      return true;
    }
    return false;
  }

  private void choose() {
    if (!isOnTrial()) return;
    Optional<byte[]> image = Firmware.read(slot(state.trial()));
    boolean whole =
        image.map(Firmware::sha256).equals(Optional.of(state.hash()))
            && image.flatMap(Firmware::header).isPresent();
    if (!whole) {
      giveUp("damaged");
    } else if (!image.flatMap(Firmware::header).orElseThrow().starts()
        || state.starts() >= TRIALS) {
      giveUp("did_not_start");
    } else {
      write(
          new State(
              state.active(), state.trial(), state.hash(), state.starts() + 1, state.update(), ""));
      version = version(state.trial());
    }
  }

  private void giveUp(String why) {
    write(new State(state.active(), "", "", 0, state.update(), why));
  }

  private String other() {
    return SLOTS.stream().filter(slot -> !slot.equals(state.active())).findFirst().orElseThrow();
  }

  private String version(String slot) {
    if (slot.isEmpty()) return Messages.FIRMWARE;
    return Firmware.read(slot(slot))
        .flatMap(Firmware::header)
        .map(Firmware.Header::version)
        .orElse(Messages.FIRMWARE);
  }

  private Path slot(String slot) {
    return folder.resolve(code + ".image-" + slot);
  }

  private static Path record(Path folder, String code) {
    return folder.resolve(code + ".boot");
  }

  private void write(State next) {
    state = next;
    ObjectNode line = Messages.JSON.createObjectNode().put("active", next.active());
    line.put("trial", next.trial()).put("hash", next.hash()).put("starts", next.starts());
    line.put("update", next.update()).put("failure", next.failure());
    try (var flash = Flash.open(record(folder, code))) {
      flash.replace(List.of(line.toString()));
    }
  }

  private static State state(JsonNode line) {
    return new State(
        line.path("active").asText(),
        line.path("trial").asText(),
        line.path("hash").asText(),
        line.path("starts").asInt(),
        line.path("update").asText(),
        line.path("failure").asText());
  }
}
