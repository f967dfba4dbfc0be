package mogador.web;

import mogador.kernel.LocalText;

/**
 * A floor as drawn.
 *
 * @param svg markup of our own making, put on the page as it is
 */
public record PlanView(LocalText floor, String svg) {}
