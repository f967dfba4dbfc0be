package mogador.devices;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mogador.access.AccessList;
import mogador.access.Doorway;

/** What readers are told of their lists, as the device protocol, section 9, has it. */
final class ListMessages {
  /** Lines in one message: at most so many bytes of them. */
  private static final int LINES_BYTES = 24 * 1_024;

  /** A change this small goes along with the manifest. */
  private static final int INLINE_BYTES = 16 * 1_024;

  private ListMessages() {}

  /** What is signed: which list holds from now on, and how the door stands. */
  static String manifest(long version, AccessList list, Doorway door) {
    var manifest = new JsonObject();
    if (door.asksFirst()) manifest.put("asks_first", true);
    return manifest
        .put("version", version)
        .put("hash", list.hash())
        .put("entries", list.size())
        .put("door", door.door())
        .put("needs", door.needs().code())
        .put("unlock_ms", door.unlockMs())
        .put("mode", door.mode().code())
        .encode();
  }

  /**
   * The manifest as it is sent, with what has changed if that is little.
   *
   * @param before the list the reader is likely to have
   */
  static String announcement(String manifest, String mac, AccessList now, AccessList before) {
    var message = new JsonObject().put("manifest", manifest).put("mac", mac);
    if (!now.hash().equals(before.hash())) {
      AccessList.Change change = now.since(before);
      if (bytes(change.put()) + bytes(change.drop()) <= INLINE_BYTES) {
        message
            .put("base", before.hash())
            .put("put", new JsonArray(change.put()))
            .put("drop", new JsonArray(change.drop()));
      }
    }
    return message.encode();
  }

  /** All that leads from a list, or from nothing, to this one, in as many messages as it takes. */
  static List<String> parts(AccessList now, Optional<AccessList> before) {
    AccessList.Change change = now.since(before.orElse(AccessList.EMPTY));
    List<List<String>> puts = pieces(change.put());
    List<List<String>> drops = pieces(change.drop());
    int parts = Math.max(1, puts.size() + drops.size());
    List<String> messages = new ArrayList<>();
    for (int part = 1; part <= parts; part++) {
      var message = new JsonObject().put("to", now.hash()).put("part", part).put("parts", parts);
      before.ifPresent(base -> message.put("base", base.hash()));
      if (part <= puts.size()) {
        message.put("put", new JsonArray(puts.get(part - 1)));
      } else if (part - puts.size() <= drops.size()) {
        message.put("drop", new JsonArray(drops.get(part - puts.size() - 1)));
      }
      messages.add(message.encode());
    }
    return messages;
  }

  private static List<List<String>> pieces(List<String> lines) {
    List<List<String>> pieces = new ArrayList<>();
    List<String> piece = new ArrayList<>();
    int bytes = 0;
    for (String line : lines) {
      if (!piece.isEmpty() && bytes + line.length() + 3 > LINES_BYTES) {
        pieces.add(piece);
        piece = new ArrayList<>();
        bytes = 0;
      }
      piece.add(line);
      bytes += line.length() + 3;
    }
    if (!piece.isEmpty()) pieces.add(piece);
    return pieces;
  }

  private static long bytes(List<String> lines) {
    return lines.stream().mapToLong(line -> line.length() + 3).sum();
  }
}
