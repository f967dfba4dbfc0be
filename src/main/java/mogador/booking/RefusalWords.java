package mogador.booking;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.booking.BookingRules.Refusal;
import mogador.kernel.Language;
import mogador.kernel.LocalText;
import mogador.sites.Holiday;
import mogador.sites.OpeningHours.Period;
import mogador.web.Formats;
import mogador.web.Messages;

/**
 * A refusal in people's words: why not, {@code refusal.CODE}; which rule, {@code accepted.CODE};
 * and the nearest time that breaks none, {@code accepted.nearest}.
 */
final class RefusalWords {
  private static final long HOUR = 60;
  private static final long DAY = 24 * HOUR;

  private final Messages messages;
  private final Formats formats;
  private final Language language;

  private RefusalWords(Language language) {
    this.messages = Messages.in(language);
    this.formats = Formats.in(language);
    this.language = language;
  }

  static String of(Refusal refusal, Language language) {
    return new RefusalWords(language).text(refusal);
  }

  private String text(Refusal refusal) {
    List<String> sentences = new ArrayList<>();
    String why = "refusal." + refusal.code();
    sentences.add(messages.text(messages.has(why) ? why : "refusal.other"));
    String what = "accepted." + refusal.code();
    if (refusal.code().equals("outside_opening_hours")) sentences.addAll(hours(refusal));
    else if (messages.has(what)) sentences.add(messages.text(what, arguments(refusal)));
    Map<String, Object> accepted = refusal.accepted();
    if (accepted.get("from") instanceof LocalDateTime from
        && accepted.get("to") instanceof LocalDateTime to) {
      sentences.add(messages.text("accepted.nearest", "slot", formats.slot(from, to)));
    }
    return String.join(" ", sentences);
  }

  private List<String> hours(Refusal refusal) {
    List<String> sentences = new ArrayList<>();
    if (!(refusal.accepted().get("day") instanceof LocalDate day)) return sentences;
    List<String> openings = new ArrayList<>();
    if (refusal.accepted().get("openings") instanceof List<?> periods) {
      for (Object period : periods) {
        if (period instanceof Period p) {
          openings.add(formats.hours(day.atTime(p.from()), p.endOn(day)));
        }
      }
    }
    sentences.add(
        openings.isEmpty()
            ? messages.text("accepted.closed_on", "day", formats.day(day))
            : messages.text(
                "accepted.open_on", "day", formats.day(day), "hours", listed(openings)));
    holiday(refusal).ifPresent(sentences::add);
    return sentences;
  }

  private String listed(List<String> words) {
    return words.stream()
        .reduce((first, next) -> messages.text("accepted.list", "first", first, "next", next))
        .orElseThrow();
  }

  private Optional<String> holiday(Refusal refusal) {
    if (!(refusal.accepted().get("holiday") instanceof Holiday holiday)) return Optional.empty();
    String key = holiday.provisional() ? "accepted.holiday_provisional" : "accepted.holiday";
    return Optional.of(messages.text(key, "name", holiday.name().in(language)));
  }

  /** Each accepted value under its own name; lengths without their unit's ending. */
  private Object[] arguments(Refusal refusal) {
    List<Object> arguments = new ArrayList<>();
    refusal
        .accepted()
        .forEach(
            (name, value) -> {
              boolean length = name.endsWith("_minutes");
              arguments.add(length ? name.substring(0, name.lastIndexOf('_')) : name);
              arguments.add(length && value instanceof Long m ? length(m) : said(value));
            });
    return arguments.toArray();
  }

  private Object said(Object value) {
    return switch (value) {
      case LocalDateTime time ->
          messages.text(
              "accepted.moment",
              "day",
              formats.date(time.toLocalDate()),
              "time",
              formats.time(time.toLocalTime()));
      case LocalText text -> text.in(language);
      default -> value;
    };
  }

  private String length(long minutes) {
    if (minutes % DAY == 0 && minutes > DAY) {
      return messages.text("accepted.days", "count", minutes / DAY);
    }
    return minutes % HOUR == 0 && minutes > 0
        ? messages.text("accepted.hours", "count", minutes / HOUR)
        : messages.text("accepted.minutes", "count", minutes);
  }
}
