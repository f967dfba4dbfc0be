package mogador.devices;

import mogador.identity.Actor;

/** Opens a door of a site once, from afar; see {@link Gateway#open}. */
@FunctionalInterface
public interface OpensDoors {
  Commands.Outcome open(Actor actor, String site, String door, String why);
}
