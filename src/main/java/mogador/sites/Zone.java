package mogador.sites;

import mogador.kernel.LocalText;

/** An area entered through doors; {@link #OUTSIDE}, the street, is in no file. */
public record Zone(String code, LocalText name) {
  /** Where every way in begins. */
  public static final String OUTSIDE = "outside";
}
