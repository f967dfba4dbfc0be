package firmware;

import static org.assertj.core.api.Assertions.assertThat;

import firmware.Event.DoorKind;
import firmware.ReaderLogic.Contact;
import firmware.ReaderLogic.Deadline;
import firmware.ReaderLogic.Decided;
import firmware.ReaderLogic.Effect;
import firmware.ReaderLogic.ExitPressed;
import firmware.ReaderLogic.HeldOpenCheck;
import firmware.ReaderLogic.Presented;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReaderLogicTest {
  private static final Credential CARD = new Credential(Credential.Kind.UID, "04A1B2C3");
  private static final Texts WELCOME = new Texts("Bienvenue", "مرحبا", "Welcome");

  private final ReaderLogic logic = new ReaderLogic("entrance", 400, Manifest.Mode.NORMAL);

  @Test
  void aGrantIsWrittenBeforeTheRelayMoves() {
    assertThat(present("r1"))
        .containsExactly(
            new ReaderLogic.Ask("r1", "entrance", CARD),
            new ReaderLogic.After(400, new Deadline("r1")));
    assertThat(decide("r1", true, 100))
        .containsExactly(
            written("r1", true, "granted"),
            new ReaderLogic.Release(5_000),
            new ReaderLogic.Tell(new Outcome("r1", true, "granted", WELCOME)));
  }

  @Test
  void aDenialReleasesNothing() {
    present("r1");
    assertThat(decide("r1", false, 100))
        .containsExactly(
            written("r1", false, "too_early"),
            new ReaderLogic.Tell(new Outcome("r1", false, "too_early", WELCOME)));
  }

  @Test
  void withoutAnAnswerInTimeItDenies() {
    present("r1");
    assertThat(logic.on(new Deadline("r1"), 400))
        .containsExactly(
            written("r1", false, "no_answer"),
            new ReaderLogic.Tell(new Outcome("r1", false, "no_answer", Words.of("no_answer"))));
  }

  @Test
  void anAnswerThatComesLateOpensNothing() {
    present("r1");
    logic.on(new Deadline("r1"), 400);
    assertThat(decide("r1", true, 401)).isEmpty();
  }

  @Test
  void anAnswerToAnotherRequestOpensNothing() {
    present("r1");
    assertThat(decide("r0", true, 10)).isEmpty();
    assertThat(decide("r1", true, 20)).isNotEmpty();
  }

  @Test
  void theSameAnswerTwiceOpensOnce() {
    present("r1");
    decide("r1", true, 10);
    assertThat(decide("r1", true, 11)).isEmpty();
  }

  @Test
  void theDeadlineOfAnAnsweredRequestDoesNotDisturbTheNext() {
    present("r1");
    decide("r1", true, 10);
    present("r2");
    assertThat(logic.on(new Deadline("r1"), 400)).isEmpty();
    assertThat(decide("r2", true, 401)).isNotEmpty();
  }

  @Test
  void offlineItDeniesAtOnce() {
    assertThat(logic.on(new Presented("r1", CARD, false, new Local.Silent()), 0))
        .contains(written("r1", false, "no_answer"))
        .noneMatch(ReaderLogic.Ask.class::isInstance);
    assertThat(present("r2")).isNotEmpty().noneMatch(ReaderLogic.Busy.class::isInstance);
  }

  @Test
  void whereTheServerIsAskedFirstTheListDecidesOnlyWithoutIt() {
    var opens = new Local.Opens(5_000, true);
    assertThat(logic.on(new Presented("r1", CARD, true, opens), 0))
        .anyMatch(ReaderLogic.Ask.class::isInstance)
        .noneMatch(ReaderLogic.Release.class::isInstance);
    assertThat(decide("r1", false, 10)).noneMatch(ReaderLogic.Release.class::isInstance);
    logic.on(new Presented("r2", CARD, true, opens), 1_000);
    assertThat(logic.on(new Deadline("r2"), 1_400)).contains(new ReaderLogic.Release(5_000));
    assertThat(logic.on(new Presented("r3", CARD, false, opens), 10_000))
        .as("not connected")
        .contains(new ReaderLogic.Release(5_000));
  }

  @Test
  void aSecondCardWhileOneIsAskedForIsIgnored() {
    present("r1");
    assertThat(present("r2")).containsExactly(new ReaderLogic.Busy("r2"));
    assertThat(decide("r1", true, 10)).isNotEmpty();
  }

  @Test
  void aReleaseServesOneOpening() {
    present("r1");
    decide("r1", true, 1_000);
    assertThat(logic.on(new Contact(true), 6_000))
        .startsWith(door(DoorKind.DOOR_OPENED, Optional.of("r1")));
    assertThat(logic.on(new Contact(false), 6_100))
        .containsExactly(door(DoorKind.DOOR_CLOSED, Optional.of("r1")));
    assertThat(logic.on(new Contact(true), 6_200))
        .startsWith(door(DoorKind.FORCED, Optional.empty()));
  }

  @Test
  void afterTheReleaseHasRunOutAnOpeningIsForced() {
    present("r1");
    decide("r1", true, 1_000);
    assertThat(logic.on(new Contact(true), 6_001))
        .startsWith(door(DoorKind.FORCED, Optional.empty()));
  }

  @Test
  void theExitButtonReleasesWithoutAsking() {
    assertThat(logic.on(new ExitPressed(), 0))
        .containsExactly(
            door(DoorKind.REQUEST_TO_EXIT, Optional.empty()),
            new ReaderLogic.Release(ReaderLogic.EXIT_RELEASE_MS));
    assertThat(logic.on(new Contact(true), 100))
        .startsWith(door(DoorKind.DOOR_OPENED, Optional.empty()));
  }

  @Test
  void aDoorStillOpenIsHeldAndOneOpenedAnewIsNot() {
    logic.on(new ExitPressed(), 0);
    logic.on(new Contact(true), 100);
    assertThat(logic.on(new HeldOpenCheck(1), 30_100))
        .containsExactly(door(DoorKind.HELD_OPEN, Optional.empty()));
    logic.on(new Contact(false), 31_000);
    logic.on(new ExitPressed(), 32_000);
    logic.on(new Contact(true), 32_100);
    assertThat(logic.on(new HeldOpenCheck(1), 33_000)).isEmpty();
  }

  private List<Effect> present(String request) {
    return logic.on(new Presented(request, CARD, true, new Local.Silent()), 0);
  }

  private List<Effect> decide(String request, boolean granted, long now) {
    String reason = granted ? "granted" : "too_early";
    int unlock = granted ? 5_000 : 0;
    return logic.on(new Decided(new Decision(request, granted, reason, WELCOME, unlock)), now);
  }

  private static Effect written(String request, boolean granted, String reason) {
    return new ReaderLogic.Write(
        new Event.Ended(granted, "entrance", request, CARD, reason, false));
  }

  private static Effect door(DoorKind kind, Optional<String> request) {
    return new ReaderLogic.Write(new Event.AtDoor(kind, "entrance", request));
  }
}
