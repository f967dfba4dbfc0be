package firmware;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A device's events in order, in flash until they are acknowledged. An event is durable when {@link
 * #record} returns. Sequences rise by one from 1 and are never given twice; the id is drawn when
 * the flash is empty.
 *
 * <p>In flash: a header with the id and the last sequence that is gone, then events, and marks that
 * say up to where they are gone. It is rewritten when more of it is gone than kept.
 */
final class Journal implements AutoCloseable {
  static final int BATCH = 32;

  private record Held(long sequence, String event) {}

  private final Flash flash;
  private final int capacity;
  private final String id;
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private long goneThrough;
  private long last;
  private int dead;

  /**
   * @param capacity events held at most, at least 10; the oldest are dropped beyond
   * @param freshId draws a journal id when the flash has none
   */
  static Journal open(Path file, int capacity, Supplier<String> freshId) {
    return on(Flash.open(file), capacity, freshId);
  }

  static Journal on(Flash flash, int capacity, Supplier<String> freshId) {
    if (capacity < 10) throw new IllegalArgumentException("a journal holds at least 10 events");
    List<JsonNode> lines = flash.takeLines().stream().map(Journal::parsed).toList();
    boolean fresh = lines.isEmpty() || !lines.getFirst().path("journal").isTextual();
    var journal =
        new Journal(
            flash, capacity, fresh ? freshId.get() : lines.getFirst().path("journal").textValue());
    if (fresh) journal.rewrite();
    else lines.forEach(journal::restore);
    return journal;
  }

  private Journal(Flash flash, int capacity, String id) {
    this.flash = flash;
    this.capacity = capacity;
    this.id = id;
  }

  String id() {
    return id;
  }

  /** The oldest sequence held; {@code last() + 1} when none is. */
  long first() {
    return held.isEmpty() ? last + 1 : held.getFirst().sequence();
  }

  /** The last sequence given; 0 when none was. */
  long last() {
    return last;
  }

  int pending() {
    return held.size();
  }

  /** Writes an event durably and returns its sequence. */
  long record(Event event, Moment now) {
    if (held.size() >= capacity) makeRoom(now);
    return append(event, now);
  }

  /** The oldest events held, in order and without gap, at most {@link #BATCH}. */
  List<String> oldest() {
    var events = new ArrayList<String>(BATCH);
    long next = first();
    for (Held event : held) {
      if (events.size() == BATCH || event.sequence() != next) break;
      events.add(event.event());
      next++;
    }
    return events;
  }

  /** Lets go of what is safe elsewhere; false when the acknowledgement means nothing here. */
  boolean acknowledge(String journal, long through) {
    if (!journal.equals(id) || through < first() || through > last) return false;
    flash.append(mark(through), false);
    gone(through);
    dead++;
    if (dead > Math.max(256, 2 * held.size())) rewrite();
    return true;
  }

  @Override
  public void close() {
    flash.close();
  }

  private long append(Event event, Moment now) {
    String line = Messages.event(last + 1, event, now);
    if (line.length() > Messages.LARGEST_EVENT) {
      throw new IllegalArgumentException("event of " + line.length() + " characters");
    }
    flash.append(line, true);
    last++;
    held.addLast(new Held(last, line));
    return last;
  }

  /** Drops a tenth, so that a full flash does not write of its loss at each event. */
  private void makeRoom(Moment now) {
    long from = first();
    long through = held.stream().skip(capacity / 10).findFirst().orElseThrow().sequence();
    append(new Event.Overrun(from, through), now);
    gone(through);
    rewrite();
  }

  private void gone(long through) {
    while (!held.isEmpty() && held.getFirst().sequence() <= through) {
      held.removeFirst();
      dead++;
    }
    goneThrough = Math.max(goneThrough, through);
    last = Math.max(last, through);
  }

  private void rewrite() {
    var lines = new ArrayList<String>(held.size() + 1);
    lines.add(
        Messages.JSON
            .createObjectNode()
            .put("journal", id)
            .put("gone_through", goneThrough)
            .toString());
    for (Held event : held) lines.add(event.event());
    flash.replace(lines);
    dead = 0;
  }

  private void restore(JsonNode line) {
    if (line.has("sequence")) {
      last = line.path("sequence").longValue();
      held.addLast(new Held(last, line.toString()));
    } else {
      gone(line.path("gone_through").longValue());
      dead++;
    }
  }

  private static String mark(long through) {
    return Messages.JSON.createObjectNode().put("gone_through", through).toString();
  }

  private static JsonNode parsed(String line) {
    try {
      return Messages.JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a journal line with a right checksum is not JSON", e);
    }
  }
}
