package mogador.web;

import mogador.kernel.LocalText;

/** One entry of a list to choose from. */
public record Choice(String value, LocalText label, boolean chosen) {}
