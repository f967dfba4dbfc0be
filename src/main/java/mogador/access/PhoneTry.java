package mogador.access;

/** What is to be said of the code that a phone has shown. */
public enum PhoneTry {
  /** It is of now, and new at this reader. */
  FRESH,
  /** It has let somebody in here, or a newer one somewhere, by now. */
  USED,
  /** It is not of now. */
  OVER
}
