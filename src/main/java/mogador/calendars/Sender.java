package mogador.calendars;

/**
 * Who calendar entries come from.
 *
 * @param publicUrl how people reach this server, without a slash at the end
 * @param address a mail address of ours, the organizer of every entry
 */
public record Sender(String publicUrl, String address) {}
