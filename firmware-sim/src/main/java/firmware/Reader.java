package firmware;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Carries out what {@link ReaderLogic} wants, with a door that people go through. */
final class Reader implements Part {
  /** How a presentation went; {@code ms} from holding the card to the light. */
  sealed interface Presentation {
    record Answered(Outcome outcome, double ms, String door) implements Presentation {}

    record Occupied() implements Presentation {}

    /** The reader has no power, or lost it meanwhile. */
    record Dark() implements Presentation {}
  }

  /** How long a person takes to push the door, and it to fall shut. */
  private static final long PUSH_MS = 300;

  private static final long SHUT_MS = 1_500;
  private static final int BADGE_EXPIRY_SECONDS = 2;

  private record Person(CompletableFuture<Presentation> told, long since) {}

  private final Body body;
  private final String door;
  private final ReaderLogic logic;
  private final DoorList list;
  private final ListPull pull;
  private final Map<String, Person> waiting = new HashMap<>();
  private Manifest.Mode stands;
  private String light;

  Reader(Body body, String door, int answerMs, DoorList list) {
    this.body = body;
    this.door = door;
    this.list = list;
    this.pull = new ListPull(body, list);
    this.logic = new ReaderLogic(door, answerMs, list.mode());
    stands = list.mode();
    light = stands(stands);
  }

  void present(Credential credential, CompletableFuture<Presentation> told) {
    String request = UUID.randomUUID().toString();
    waiting.put(request, new Person(told, System.nanoTime()));
    Local local = list.look(credential, body.now().at());
    take(new ReaderLogic.Presented(request, credential, body.connected(), local));
  }

  void contact(boolean open) {
    take(new ReaderLogic.Contact(open));
  }

  void exitPressed() {
    take(new ReaderLogic.ExitPressed());
  }

  /** Opens or locks its door. */
  void order(Command command) {
    if (command.action().equals("lock")) {
      take(new ReaderLogic.Locked(command.id()));
      light = "locked from afar";
    } else {
      take(new ReaderLogic.Ordered(command.id(), command.unlockMs()));
      light = "opened from afar";
    }
  }

  @Override
  public void sync() {
    pull.now();
  }

  /** Its light goes out before whoever waits. */
  void dark() {
    for (Person person : waiting.values()) person.told().complete(new Presentation.Dark());
    waiting.clear();
  }

  @Override
  public void up() {
    pull.up();
  }

  @Override
  public void arrived(String below, byte[] payload) {
    switch (below) {
      case "decision" -> {
        var decision = Messages.decision(payload);
        if (decision.isPresent()) take(new ReaderLogic.Decided(decision.get()));
        else body.unusable();
      }
      case "acl" -> followed(list.announced(payload), false);
      case "acl/list" -> followed(list.part(payload), true);
      default -> body.unusable();
    }
  }

  private void followed(DoorList.Took took, boolean sent) {
    switch (took) {
      case UNUSABLE -> body.unusable();
      case NOTHING -> {}
      case CHANGED -> {
        if (list.mode() != stands) {
          stands = list.mode();
          take(new ReaderLogic.Stand(stands));
          light = stands(stands);
        }
        if (sent) {
          long version = list.manifest().map(Manifest::version).orElse(0L);
          body.record(new Event.ListApplied(door, version, list.size()));
        }
        body.stateChanged();
      }
    }
    pull.look();
  }

  private static String stands(Manifest.Mode mode) {
    return mode == Manifest.Mode.NORMAL ? "" : mode.code();
  }

  @Override
  public String shows() {
    return light;
  }

  private void take(ReaderLogic.Input input) {
    List<ReaderLogic.Effect> effects = logic.on(input, body.now().uptimeMs());
    for (ReaderLogic.Effect effect : effects) perform(effect);
  }

  private void perform(ReaderLogic.Effect effect) {
    switch (effect) {
      case ReaderLogic.Ask ask -> ask(ask);
      case ReaderLogic.Write(Event event) -> body.record(event);
      case ReaderLogic.Release(int ms) -> walkThrough(ms);
      case ReaderLogic.Hold(boolean released) -> light = released ? "released" : "";
      case ReaderLogic.Tell(Outcome outcome) -> tell(outcome);
      case ReaderLogic.Busy(String request) -> {
        Person person = waiting.remove(request);
        if (person != null) person.told().complete(new Presentation.Occupied());
      }
      case ReaderLogic.After(long ms, ReaderLogic.Input input) ->
          body.after(Duration.ofMillis(ms), () -> take(input));
    }
  }

  private void ask(ReaderLogic.Ask ask) {
    String badge = Messages.badge(ask, body.now());
    boolean sent = body.publish(new Line.Letter("badge", badge, 1, false, BADGE_EXPIRY_SECONDS));
    if (!sent) take(new ReaderLogic.Deadline(ask.request()));
  }

  private void walkThrough(int releasedMs) {
    long push = Math.min(PUSH_MS, releasedMs / 2);
    body.after(Duration.ofMillis(push), () -> push());
  }

  /** Nobody gets through a door that was locked again meanwhile. */
  private void push() {
    if (!logic.isReleased(body.now().uptimeMs())) return;
    contact(true);
    body.after(Duration.ofMillis(SHUT_MS), () -> contact(false));
  }

  private void tell(Outcome outcome) {
    light = outcome.granted() ? "granted" : "denied: " + outcome.reason();
    Person person = waiting.remove(outcome.request());
    if (person == null) return;
    double ms = (System.nanoTime() - person.since()) / 1e6;
    person.told().complete(new Presentation.Answered(outcome, ms, door));
  }
}
