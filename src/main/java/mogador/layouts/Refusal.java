package mogador.layouts;

/**
 * Why something is not done.
 *
 * @param code stable, for programs
 * @param field the input at fault
 */
record Refusal(String code, String field, String text) {}
