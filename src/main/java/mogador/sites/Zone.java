package mogador.sites;

import mogador.kernel.LocalText;

/**
 * An area entered through doors; {@link #OUTSIDE}, the street, is in no file.
 *
 * @param escort whether visitors go there only with their host
 * @param rules what it asks of everybody
 */
public record Zone(String code, LocalText name, boolean escort, ZoneRules rules) {
  /** Where every way in begins. */
  public static final String OUTSIDE = "outside";
}
