package mogador.devices;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mogador.access.AccessList;
import mogador.access.Doorway;

/**
 * What one reader was told of its list, and what it is to be told next. Not for several threads.
 */
final class ToldReader {
  /** Lists it may still have, which changes can be made from. */
  private static final int REMEMBERED = 16;

  private final DeviceId device;
  private final CommandKeys keys;
  private final List<AccessList> earlier = new ArrayList<>();
  private Optional<Last> last = Optional.empty();

  private record Last(long version, AccessList list, Doorway door, String secretHash) {}

  /**
   * A message to the reader.
   *
   * @param below the topic below its root
   */
  record Message(String below, String payload, boolean retained) {}

  ToldReader(DeviceId device, CommandKeys keys) {
    this.device = device;
    this.keys = keys;
  }

  /**
   * What to send so that the reader comes to this list and door.
   *
   * @param again even if it was told already
   * @param request what it has asked for, if it has
   * @param now milliseconds since 1970; no version is below, so that they rise although they are
   *     kept nowhere
   */
  List<Message> bring(
      AccessList list,
      Doorway door,
      String secretHash,
      boolean again,
      Optional<ListRequest> request,
      long now) {
    boolean same =
        last.map(
                told ->
                    told.list().hash().equals(list.hash())
                        && told.door().equals(door)
                        && told.secretHash().equals(secretHash))
            .orElse(false);
    long told = last.map(Last::version).orElse(0L);
    long ahead = request.map(ListRequest::version).orElse(0L);
    List<Message> messages = new ArrayList<>();
    if (!same || ahead > told) {
      AccessList base = last.map(Last::list).orElse(list);
      long version = Math.max(Math.max(ahead, told) + 1, now);
      last = Optional.of(new Last(version, list, door, secretHash));
      remember(list);
      messages.add(announcement(base));
    } else if (again || request.isPresent()) {
      messages.add(announcement(list));
    }
    Optional<String> has = request.flatMap(ListRequest::hash);
    if (request.isPresent() && !has.equals(Optional.of(list.hash()))) {
      for (String part : ListMessages.parts(list, has.flatMap(this::known))) {
        messages.add(new Message("acl/list", part, false));
      }
    }
    return messages;
  }

  private Message announcement(AccessList base) {
    Last now = last.orElseThrow();
    String manifest = ListMessages.manifest(now.version(), now.list(), now.door());
    String mac = keys.signature(device, now.secretHash(), "acl", manifest);
    return new Message("acl", ListMessages.announcement(manifest, mac, now.list(), base), true);
  }

  private Optional<AccessList> known(String hash) {
    return earlier.stream().filter(one -> one.hash().equals(hash)).findFirst();
  }

  private void remember(AccessList list) {
    earlier.removeIf(one -> one.hash().equals(list.hash()));
    earlier.add(list);
    if (earlier.size() > REMEMBERED) earlier.removeFirst();
  }
}
