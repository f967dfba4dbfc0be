package mogador.app;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import mogador.platform.Ids;

/** The secrets of a demo, made once and kept in its folder for its owner only. */
record DemoKeys(String credentialKey, String brokerPassword) {
  static DemoKeys in(Path folder) {
    Path file = folder.resolve("keys.json");
    if (Files.exists(file)) return read(file);
    var keys =
        new DemoKeys(
            HexFormat.of()
                .formatHex(
                    Ids.sha256(Ids.secret(32).getBytes(java.nio.charset.StandardCharsets.UTF_8))),
            Ids.secret(24));
    writePrivately(
        file,
        new JsonObject()
            .put("credential_key", keys.credentialKey())
            .put("broker_password", keys.brokerPassword()));
    return keys;
  }

  /** Writes a file that only its owner may read, whole or not at all. */
  static void writePrivately(Path file, JsonObject content) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
        Files.createFile(
            fresh,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(fresh, content.encodePrettily() + "\n");
      Files.move(
          fresh,
          file,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DemoKeys read(Path file) {
    try {
      JsonObject json = new JsonObject(Buffer.buffer(Files.readAllBytes(file)));
      return new DemoKeys(json.getString("credential_key"), json.getString("broker_password"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
