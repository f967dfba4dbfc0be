package mogador.alarms;

import java.time.Instant;

/**
 * When something happened: by its place in a journal, which is sure, and by the clock, which is
 * not.
 *
 * @param journal empty for what no journal tells
 * @param at as estimated by the server
 */
public record Moment(String device, String journal, long sequence, Instant at) {
  public static Moment at(Instant at) {
    return new Moment("", "", 0, at);
  }

  boolean isAfter(Moment other) {
    boolean sameJournal =
        !journal.isEmpty() && journal.equals(other.journal) && device.equals(other.device);
    return sameJournal ? sequence > other.sequence : at.isAfter(other.at);
  }
}
