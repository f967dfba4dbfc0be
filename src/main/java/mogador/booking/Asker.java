package mogador.booking;

import mogador.identity.Actor;

/**
 * Who asks, as far as rules care.
 *
 * @param tenant a member of a company
 * @param staff who manages the site
 */
record Asker(boolean tenant, boolean staff) {
  /** Someone who has not signed in, or of whom nothing is known. */
  static final Asker ANYONE = new Asker(false, false);

  static Asker of(Actor actor, String site) {
    return new Asker(!actor.companies().isEmpty(), actor.manages(site));
  }
}
