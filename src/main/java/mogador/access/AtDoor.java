package mogador.access;

import java.util.Optional;

/**
 * What else is known at the door when a credential is presented.
 *
 * @param pin typed after it, at the same reader
 * @param phone what its code is worth, when it is on a phone
 * @param outwards whether the reader is on the inner side: somebody wants to go out
 * @param before who was there just before, if they may take this one along
 * @param inside who went where
 */
public record AtDoor(
    Optional<PinTry> pin,
    PhoneTry phone,
    boolean outwards,
    Optional<Companion> before,
    Whereabouts inside) {
  /** A credential alone, from outside, and nobody is inside. */
  public static final AtDoor NOTHING =
      new AtDoor(Optional.empty(), PhoneTry.OVER, false, Optional.empty(), Whereabouts.UNKNOWN);

  public AtDoor with(PinTry typed) {
    return new AtDoor(Optional.of(typed), phone, outwards, before, inside);
  }

  public AtDoor with(PhoneTry shown) {
    return new AtDoor(pin, shown, outwards, before, inside);
  }

  public AtDoor from(boolean inner) {
    return new AtDoor(pin, phone, inner, before, inside);
  }

  public AtDoor after(Optional<Companion> companion) {
    return new AtDoor(pin, phone, outwards, companion, inside);
  }

  public AtDoor amid(Whereabouts people) {
    return new AtDoor(pin, phone, outwards, before, people);
  }
}
