package firmware;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that is done to a device, or to the world around it. */
sealed interface Act {
  /** One of these credentials is held against the reader. */
  record Present(List<Credential> credentials) implements Act {
    public Present {
      if (credentials.isEmpty()) throw new IllegalArgumentException("no credential");
    }
  }

  /** The door itself, pushed or forced; or shut. */
  record Door(boolean open) implements Act {}

  /** The exit button. */
  record Exit() implements Act {}

  record Sense(Sensor.Presence presence) implements Act {}

  /** Somebody passes a people counter. */
  record Pass(boolean in) implements Act {}

  record Suffer(Ill ill) implements Act {}

  /** The network cable, pulled for so long. */
  record Unplug(Duration time) implements Act {}

  /** Power, gone for a moment. */
  record Reboot() implements Act {}

  /** Dead for so long, without a word and with nothing left but its flash. */
  record Kill(Duration time) implements Act {}

  /** Its flash is erased, and it starts anew. */
  record Wipe() implements Act {}

  /** Its messages fare like this from now on. */
  record Turn(Air.Weather to) implements Act {}

  /** Whether it can be done to a device of this kind. */
  default boolean fits(DeviceSpec.Kind kind) {
    boolean reader = kind == DeviceSpec.Kind.READER;
    return switch (this) {
      case Present held -> reader;
      case Door d -> reader;
      case Exit e -> reader;
      case Sense s -> kind.senses();
      case Pass p -> kind == DeviceSpec.Kind.PEOPLE_COUNTER;
      case Suffer(Ill ill) -> !reader || !(ill instanceof Ill.Battery);
      case Unplug u -> true;
      case Reboot r -> true;
      case Kill k -> true;
      case Wipe w -> true;
      case Turn t -> true;
    };
  }

  /** As a scenario says it. */
  default String words() {
    return switch (this) {
      case Present(List<Credential> one) ->
          "present " + String.join(" or ", one.stream().map(Act::words).toList());
      case Door(boolean open) -> "door " + (open ? "open" : "shut");
      case Exit() -> "exit pressed";
      case Sense(Sensor.Presence presence) -> "presence " + presence.code();
      case Pass(boolean in) -> "passes " + (in ? "in" : "out");
      case Suffer(Ill.Case(boolean open)) -> "tamper " + (open ? "open" : "shut");
      case Suffer(Ill.Battery(int percent)) -> "battery " + percent;
      case Suffer(Ill.WrongClock(Optional<Duration> ahead)) ->
          "clock " + ahead.map(Span::words).orElse("unset");
      case Unplug(Duration time) -> "offline " + Span.words(time);
      case Reboot() -> "reboot now";
      case Kill(Duration time) -> "kill " + Span.words(time);
      case Wipe() -> "wipe now";
      case Turn(Air.Weather to) -> "network " + to;
    };
  }

  private static String words(Credential credential) {
    return credential.kind().code() + " " + credential.bytes();
  }
}
