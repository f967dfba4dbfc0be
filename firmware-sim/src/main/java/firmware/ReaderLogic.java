package firmware;

import firmware.Event.DoorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a reader does, without clock, flash or network: inputs in, effects out, to be carried out in
 * order. Times are the device's uptime in milliseconds.
 */
final class ReaderLogic {
  sealed interface Input {}

  /** A credential was held against the reader. */
  record Presented(String request, Credential credential, boolean connected) implements Input {}

  record Decided(Decision decision) implements Input {}

  /** The time to answer this request is over. */
  record Deadline(String request) implements Input {}

  /** The door contact changed. */
  record Contact(boolean open) implements Input {}

  record ExitPressed() implements Input {}

  /** The server orders the door to be opened. */
  record Ordered(String command, int unlockMs) implements Input {}

  /** It is time to see whether this opening, counted from 1, still lasts. */
  record HeldOpenCheck(long opening) implements Input {}

  sealed interface Effect {}

  record Ask(String request, String door, Credential credential) implements Effect {}

  /** To be durable before the effects after it are carried out. */
  record Write(Event event) implements Effect {}

  record Release(int ms) implements Effect {}

  record Tell(Outcome outcome) implements Effect {}

  /** The reader is occupied with another presentation. */
  record Busy(String request) implements Effect {}

  record After(long ms, Input input) implements Effect {}

  static final int EXIT_RELEASE_MS = 5_000;
  static final int HELD_OPEN_MS = 30_000;
  static final Texts NO_ANSWER =
      new Texts("Pas de réponse, réessayez", "لا يوجد رد، أعد المحاولة", "No answer, try again");

  private record Waiting(String request, Credential credential) {}

  private final String door;
  private final int answerMs;
  private Optional<Waiting> waiting = Optional.empty();
  private Optional<String> passage = Optional.empty();
  private long releasedUntil = -1;
  private boolean open;
  private long openings;

  /**
   * @param answerMs how long an answer is waited for, 400 to 2,000
   */
  ReaderLogic(String door, int answerMs) {
    this.door = door;
    this.answerMs = answerMs;
  }

  List<Effect> on(Input input, long now) {
    return switch (input) {
      case Presented presented -> presented(presented);
      case Decided(Decision decision) -> decided(decision, now);
      case Deadline(String request) ->
          waitingFor(request).map(this::noAnswer).orElseGet(List::<Effect>of);
      case Contact(boolean opened) -> contact(opened, now);
      case ExitPressed() -> exit(now);
      case Ordered(String command, int unlockMs) ->
          List.of(
              new Write(new Event.Ordered("unlock", door, command)),
              release(unlockMs, Optional.empty(), now));
      case HeldOpenCheck(long opening) -> heldOpen(opening, now);
    };
  }

  private List<Effect> presented(Presented presented) {
    String request = presented.request();
    if (waiting.isPresent()) return List.of(new Busy(request));
    var asked = new Waiting(request, presented.credential());
    if (!presented.connected()) return noAnswer(asked);
    waiting = Optional.of(asked);
    return List.of(
        new Ask(request, door, presented.credential()), new After(answerMs, new Deadline(request)));
  }

  private List<Effect> decided(Decision decision, long now) {
    var answered = waitingFor(decision.request());
    if (answered.isEmpty()) return List.of();
    waiting = Optional.empty();
    var effects = new ArrayList<Effect>();
    effects.add(new Write(ended(answered.get(), decision.granted(), decision.reason())));
    if (decision.granted()) {
      effects.add(release(decision.unlockMs(), Optional.of(decision.request()), now));
    }
    effects.add(
        new Tell(
            new Outcome(
                decision.request(), decision.granted(), decision.reason(), decision.message())));
    return effects;
  }

  private List<Effect> noAnswer(Waiting unanswered) {
    waiting = Optional.empty();
    return List.of(
        new Write(ended(unanswered, false, "no_answer")),
        new Tell(new Outcome(unanswered.request(), false, "no_answer", NO_ANSWER)));
  }

  private List<Effect> contact(boolean opened, long now) {
    if (opened == open) return List.of();
    open = opened;
    if (!opened) return List.of(atDoor(DoorKind.DOOR_CLOSED));
    openings++;
    boolean released = now <= releasedUntil;
    if (!released) passage = Optional.empty();
    // A release serves one opening.
    releasedUntil = -1;
    return List.of(
        atDoor(released ? DoorKind.DOOR_OPENED : DoorKind.FORCED),
        new After(HELD_OPEN_MS, new HeldOpenCheck(openings)));
  }

  private List<Effect> exit(long now) {
    var release = release(EXIT_RELEASE_MS, Optional.empty(), now);
    return List.of(atDoor(DoorKind.REQUEST_TO_EXIT), release);
  }

  private List<Effect> heldOpen(long opening, long now) {
    if (!open || opening != openings) return List.of();
    // Someone else was let in meanwhile: the door is rightly open for that time.
    if (now < releasedUntil) {
      return List.of(new After(releasedUntil - now, new HeldOpenCheck(opening)));
    }
    return List.of(atDoor(DoorKind.HELD_OPEN));
  }

  private Effect release(int ms, Optional<String> request, long now) {
    passage = request;
    releasedUntil = now + ms;
    return new Release(ms);
  }

  private Write atDoor(DoorKind kind) {
    return new Write(new Event.AtDoor(kind, door, passage));
  }

  private Event ended(Waiting presentation, boolean granted, String reason) {
    return new Event.Ended(
        granted, door, presentation.request(), presentation.credential(), reason);
  }

  private Optional<Waiting> waitingFor(String request) {
    return waiting.filter(open -> open.request().equals(request));
  }
}
