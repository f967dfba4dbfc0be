package firmware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A reader's own list, for tests that hold it against the server's. */
public final class ListReader implements AutoCloseable {
  private final DeviceSpec spec;
  private final Path file;
  private DoorList list;

  public ListReader(
      String site, String code, String door, String commandKey, String credentialKey) {
    spec =
        new DeviceSpec(
            site,
            code,
            DeviceSpec.Kind.READER,
            Optional.of(door),
            Optional.empty(),
            "a password of a device",
            Optional.of(commandKey),
            Optional.of(credentialKey));
    try {
      file = Files.createTempFile("reader", ".list");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    list = DoorList.open(spec, spec.commandKey().map(Signer::new), file);
  }

  /** Takes a message; whether it could be used. */
  public boolean arrived(String below, byte[] payload) {
    var took = below.equals("acl") ? list.announced(payload) : list.part(payload);
    return took != DoorList.Took.UNUSABLE;
  }

  public String request() {
    return list.request();
  }

  public boolean isCurrent() {
    return list.isCurrent();
  }

  public String hash() {
    return list.hash();
  }

  public int size() {
    return list.size();
  }

  public String mode() {
    return list.mode().code();
  }

  /** Power lost and back. */
  public void restart() {
    list.close();
    list = DoorList.open(spec, spec.commandKey().map(Signer::new), file);
  }

  /** Its reason, {@code granted}, or {@code ?} when it would ask the server. */
  public String decides(String kind, String hexBytes, Instant at) {
    var credential = new Credential(Credential.Kind.of(kind).orElseThrow(), hexBytes);
    return switch (list.look(credential, Optional.of(at))) {
      case Local.Opens opens -> "granted";
      case Local.Refuses(String reason) -> reason;
      case Local.Unknown unknown -> "?";
      case Local.Silent silent -> "?";
    };
  }

  @Override
  public void close() {
    list.close();
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
