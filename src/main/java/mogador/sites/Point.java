package mogador.sites;

/** A place on a floor's plan, in cm from its top left corner. */
public record Point(int x, int y) {}
