package mogador.booking;

import mogador.identity.Email;
import mogador.identity.Person;

/**
 * Whoever takes a room at its door without a name. For the records each site has such a person, at
 * an address that no mail reaches, so that nobody can sign in as them. They pay nothing: there is
 * nobody to ask.
 */
final class WalkIn {
  private static final String NAME = "walk-in@";
  private static final String NOWHERE = ".invalid";

  private WalkIn() {}

  static Email of(String site) {
    return Email.of(NAME + site + NOWHERE).orElseThrow();
  }

  static boolean is(Person person) {
    return person.email().startsWith(NAME) && person.email().endsWith(NOWHERE);
  }
}
