package mogador.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where and when the occurrences of a series take place that nobody moved on their own: as its rule
 * says at first, otherwise from some occurrence on.
 *
 * @param parts in order of their {@code since}; the first covers the first occurrence
 */
record SeriesPattern(List<Part> parts) {
  SeriesPattern {
    parts = List.copyOf(parts);
  }

  /**
   * From one occurrence to the next part.
   *
   * @param since the first recurrence it holds for
   * @param days after the day the rule says; negative before
   * @param from the local time of day it begins
   */
  record Part(LocalDateTime since, int days, LocalTime from, Duration length, long space) {
    Aim at(LocalDateTime recurrence) {
      LocalDateTime start = recurrence.toLocalDate().plusDays(days).atTime(from);
      return new Aim(start, start.plus(length), space);
    }

    Part changed(int moreDays, LocalTime otherFrom, Duration otherLength, long otherSpace) {
      return new Part(since, days + moreDays, otherFrom, otherLength, otherSpace);
    }

    private Part since(LocalDateTime other) {
      return new Part(other, days, from, length, space);
    }
  }

  /** Where one occurrence should be. */
  record Aim(LocalDateTime from, LocalDateTime to, long space) {}

  static SeriesPattern of(LocalDateTime from, LocalDateTime to, long space) {
    return new SeriesPattern(
        List.of(new Part(from, 0, from.toLocalTime(), Duration.between(from, to), space)));
  }

  Aim at(LocalDateTime recurrence) {
    return partAt(recurrence).at(recurrence);
  }

  Part partAt(LocalDateTime recurrence) {
    Part found = parts.getFirst();
    for (Part part : parts) if (!part.since().isAfter(recurrence)) found = part;
    return found;
  }

  /** The same before a recurrence, and changed from it on. */
  SeriesPattern changed(LocalDateTime since, UnaryOperator<Part> change) {
    var changed = new ArrayList<Part>();
    for (Part part : parts) if (part.since().isBefore(since)) changed.add(part);
    changed.add(change.apply(partAt(since).since(since)));
    for (Part part : parts) if (part.since().isAfter(since)) changed.add(change.apply(part));
    return new SeriesPattern(changed);
  }

  JsonArray toJson() {
    var json = new JsonArray();
    for (Part part : parts) {
      json.add(
          new JsonObject()
              .put("since", part.since().toString())
              .put("days", part.days())
              .put("from", part.from().toString())
              .put("minutes", part.length().toMinutes())
              .put("space", part.space()));
    }
    return json;
  }

  static SeriesPattern read(JsonArray json) {
    return new SeriesPattern(
        json.stream()
            .map(JsonObject.class::cast)
            .map(
                part ->
                    new Part(
                        LocalDateTime.parse(part.getString("since")),
                        part.getInteger("days"),
                        LocalTime.parse(part.getString("from")),
                        Duration.ofMinutes(part.getLong("minutes")),
                        part.getLong("space")))
            .toList());
  }
}
