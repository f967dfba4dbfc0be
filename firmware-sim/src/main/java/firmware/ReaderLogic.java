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

  /**
   * A credential was held against the reader.
   *
   * @param local what the reader's own list says of it
   */
  record Presented(String request, Credential credential, boolean connected, Local local)
      implements Input {}

  record Decided(Decision decision) implements Input {}

  /** The time to answer this request is over. */
  record Deadline(String request) implements Input {}

  /** The door contact changed. */
  record Contact(boolean open) implements Input {}

  record ExitPressed() implements Input {}

  /** The server orders the door to be opened. */
  record Ordered(String command, int unlockMs) implements Input {}

  /** The server ends what released the door. */
  record Locked(String command) implements Input {}

  /** How the door is to stand towards everyone. */
  record Stand(Manifest.Mode mode) implements Input {}

  /** It is time to see whether this opening, counted from 1, still lasts. */
  record HeldOpenCheck(long opening) implements Input {}

  sealed interface Effect {}

  record Ask(String request, String door, Credential credential) implements Effect {}

  /** To be durable before the effects after it are carried out. */
  record Write(Event event) implements Effect {}

  record Release(int ms) implements Effect {}

  /** The relay stays released, or no longer. */
  record Hold(boolean released) implements Effect {}

  record Tell(Outcome outcome) implements Effect {}

  /** The reader is occupied with another presentation. */
  record Busy(String request) implements Effect {}

  record After(long ms, Input input) implements Effect {}

  static final int EXIT_RELEASE_MS = 5_000;
  static final int HELD_OPEN_MS = 30_000;

  private record Waiting(String request, Credential credential, Local local) {}

  private final String door;
  private final int answerMs;
  private Optional<Waiting> waiting = Optional.empty();
  private Optional<String> passage = Optional.empty();
  private long releasedUntil = -1;
  private Manifest.Mode mode;
  private boolean open;
  private long openings;

  /**
   * @param answerMs how long an answer is waited for, 400 to 2,000
   * @param mode how the door stood when the reader was last running
   */
  ReaderLogic(String door, int answerMs, Manifest.Mode mode) {
    this.door = door;
    this.answerMs = answerMs;
    this.mode = mode;
  }

  List<Effect> on(Input input, long now) {
    return switch (input) {
      case Presented presented -> presented(presented, now);
      case Decided(Decision decision) -> decided(decision, now);
      case Deadline(String request) ->
          waitingFor(request).map(this::alone).orElseGet(List::<Effect>of);
      case Contact(boolean opened) -> contact(opened, now);
      case ExitPressed() -> exit(now);
      case Ordered(String command, int unlockMs) ->
          List.of(
              new Write(new Event.Ordered("unlock", Optional.of(door), command)),
              release(unlockMs, Optional.empty(), now));
      case Locked(String command) -> {
        releasedUntil = -1;
        yield List.of(new Write(new Event.Ordered("lock", Optional.of(door), command)));
      }
      case Stand(Manifest.Mode other) -> stand(other);
      case HeldOpenCheck(long opening) -> heldOpen(opening, now);
    };
  }

  /** Whether the door can be opened now without force. */
  boolean isReleased(long now) {
    return now <= releasedUntil || mode == Manifest.Mode.RELEASED;
  }

  private List<Effect> presented(Presented presented, long now) {
    String request = presented.request();
    if (waiting.isPresent()) return List.of(new Busy(request));
    var asked = new Waiting(request, presented.credential(), presented.local());
    if (presented.local() instanceof Local.Opens(int unlockMs)) {
      return List.of(
          new Write(ended(asked, true, "granted", true)),
          release(unlockMs, Optional.of(request), now),
          new Tell(new Outcome(request, true, "granted", Words.of("granted"))));
    }
    if (!presented.connected()) return alone(asked);
    waiting = Optional.of(asked);
    return List.of(
        new Ask(request, door, presented.credential()), new After(answerMs, new Deadline(request)));
  }

  private List<Effect> decided(Decision decision, long now) {
    var answered = waitingFor(decision.request());
    if (answered.isEmpty()) return List.of();
    waiting = Optional.empty();
    var effects = new ArrayList<Effect>();
    effects.add(new Write(ended(answered.get(), decision.granted(), decision.reason(), false)));
    if (decision.granted()) {
      effects.add(release(decision.unlockMs(), Optional.of(decision.request()), now));
    }
    effects.add(
        new Tell(
            new Outcome(
                decision.request(), decision.granted(), decision.reason(), decision.message())));
    return effects;
  }

  /** Nobody answers: what its own list says holds. */
  private List<Effect> alone(Waiting unanswered) {
    waiting = Optional.empty();
    String reason =
        switch (unanswered.local()) {
          case Local.Refuses(String why) -> why;
          case Local.Unknown() -> "not_on_list";
          case Local.Silent() -> "no_answer";
          case Local.Opens opens -> throw new IllegalStateException("opened before: " + opens);
        };
    boolean byList = !(unanswered.local() instanceof Local.Silent);
    return List.of(
        new Write(ended(unanswered, false, reason, byList)),
        new Tell(new Outcome(unanswered.request(), false, reason, Words.of(reason))));
  }

  private List<Effect> contact(boolean opened, long now) {
    if (opened == open) return List.of();
    open = opened;
    if (!opened) return List.of(atDoor(DoorKind.DOOR_CLOSED));
    openings++;
    boolean released = isReleased(now);
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
    if (mode == Manifest.Mode.RELEASED) return List.of();
    // Someone else was let in meanwhile: the door is rightly open for that time.
    if (now < releasedUntil) {
      return List.of(new After(releasedUntil - now, new HeldOpenCheck(opening)));
    }
    return List.of(atDoor(DoorKind.HELD_OPEN));
  }

  private List<Effect> stand(Manifest.Mode other) {
    if (other == mode) return List.of();
    var effects = new ArrayList<Effect>();
    switch (mode) {
      case NORMAL -> {}
      case LOCKDOWN -> effects.add(new Write(new Event.Stands("lockdown_off", door)));
      case RELEASED -> {
        effects.add(new Write(new Event.Stands("release_off", door)));
        effects.add(new Hold(false));
        if (open) effects.add(new After(HELD_OPEN_MS, new HeldOpenCheck(openings)));
      }
    }
    switch (other) {
      case NORMAL -> {}
      case LOCKDOWN -> effects.add(new Write(new Event.Stands("lockdown_on", door)));
      case RELEASED -> {
        effects.add(new Write(new Event.Stands("release_on", door)));
        effects.add(new Hold(true));
      }
    }
    mode = other;
    return effects;
  }

  private Effect release(int ms, Optional<String> request, long now) {
    passage = request;
    releasedUntil = now + ms;
    return new Release(ms);
  }

  private Write atDoor(DoorKind kind) {
    return new Write(new Event.AtDoor(kind, door, passage));
  }

  private Event ended(Waiting presentation, boolean granted, String reason, boolean byList) {
    return new Event.Ended(
        granted, door, presentation.request(), presentation.credential(), reason, byList);
  }

  private Optional<Waiting> waitingFor(String request) {
    return waiting.filter(open -> open.request().equals(request));
  }
}
