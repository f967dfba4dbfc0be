package mogador.kernel;

import com.ibm.icu.util.BasicTimeZone;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZoneTransition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A site's wall clock, by ICU's zone data: the JDK's may lag behind a decree by months. Morocco is
 * at permanent UTC+0 since 2026-09-20 (decree 2.26.530, IANA tzdb 2026c).
 */
public final class SiteZone {
  private static final Map<String, Optional<SiteZone>> KNOWN = new ConcurrentHashMap<>();
  private static final Instant HORIZON = Instant.parse("2100-01-01T00:00:00Z");

  private final String id;
  private final ZoneRules rules;

  private SiteZone(String id, ZoneRules rules) {
    this.id = id;
    this.rules = rules;
  }

  /** The zone of an IANA name such as {@code Africa/Casablanca}; empty when ICU knows none. */
  public static Optional<SiteZone> of(String id) {
    return KNOWN.computeIfAbsent(id, SiteZone::read);
  }

  /** The version of the zone data in use, such as {@code 2026e}. */
  public static String dataVersion() {
    return TimeZone.getTZDataVersion();
  }

  public String id() {
    return id;
  }

  /** The same for the same rules, and for no others: 32 bytes. */
  public byte[] fingerprint() {
    var text = new StringBuilder().append(rules.getOffset(Instant.MIN));
    rules.getTransitions().forEach(transition -> text.append('|').append(transition));
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public LocalDateTime localAt(Instant instant) {
    return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
  }

  public ZoneOffset offsetAt(Instant instant) {
    return rules.getOffset(instant);
  }

  /** What a wall-clock time means here. */
  public Reading read(LocalDateTime local) {
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    return switch (offsets.size()) {
      case 1 -> new Reading.Once(local.toInstant(offsets.getFirst()));
      case 2 ->
          new Reading.Twice(
              local.toInstant(offsets.getFirst()), local.toInstant(offsets.getLast()));
      default -> {
        ZoneOffsetTransition gap = rules.getTransition(local);
        yield new Reading.Never(gap.getDateTimeBefore(), gap.getDateTimeAfter());
      }
    };
  }

  /** The instant of a wall-clock time; in a gap the moment the clock jumps, twice the earlier. */
  public Instant firstInstant(LocalDateTime local) {
    return switch (read(local)) {
      case Reading.Once(Instant at) -> at;
      case Reading.Twice(Instant earlier, Instant later) -> earlier;
      case Reading.Never(LocalDateTime from, LocalDateTime to) ->
          to.toInstant(rules.getValidOffsets(to).getFirst());
    };
  }

  /** The changes of this clock between two instants, both included, and the last one before. */
  public List<ZoneOffsetTransition> changes(Instant from, Instant to) {
    var changes = new ArrayList<ZoneOffsetTransition>();
    ZoneOffsetTransition next = rules.previousTransition(from);
    if (next == null) next = rules.nextTransition(from.minusNanos(1));
    while (next != null && !next.getInstant().isAfter(to)) {
      changes.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    return changes;
  }

  /** A while in which this clock is not changed. */
  public record Stretch(TimeSlot slot, ZoneOffset offset) {}

  /** Those that a slot consists of. */
  public List<Stretch> stretches(TimeSlot slot) {
    List<Stretch> stretches = new ArrayList<>();
    Instant from = slot.start();
    for (ZoneOffsetTransition change : changes(slot.start(), slot.end())) {
      Instant at = change.getInstant();
      if (!at.isAfter(from) || !at.isBefore(slot.end())) continue;
      stretches.add(new Stretch(new TimeSlot(from, at), offsetAt(from)));
      from = at;
    }
    stretches.add(new Stretch(new TimeSlot(from, slot.end()), offsetAt(from)));
    return stretches;
  }

  /** A wall-clock time exists once, twice (clocks set back) or never (clocks set forward). */
  public sealed interface Reading {
    record Once(Instant at) implements Reading {}

    record Twice(Instant earlier, Instant later) implements Reading {}

    /** The clock jumps from {@code from} to {@code to}. */
    record Never(LocalDateTime from, LocalDateTime to) implements Reading {}
  }

  @Override
  public String toString() {
    return id;
  }

  private static Optional<SiteZone> read(String id) {
    boolean known = TimeZone.getCanonicalID(id) != null && !id.startsWith("GMT");
    if (!known) return Optional.empty();
    return TimeZone.getTimeZone(id, TimeZone.TIMEZONE_ICU) instanceof BasicTimeZone zone
        ? Optional.of(new SiteZone(id, rulesOf(zone)))
        : Optional.empty();
  }

  private static ZoneRules rulesOf(BasicTimeZone zone) {
    var transitions = new ArrayList<ZoneOffsetTransition>();
    long from = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
    ZoneOffset first = offset(zone.getOffset(from));
    ZoneOffset before = first;
    TimeZoneTransition next = zone.getNextTransition(from, false);
    while (next != null && next.getTime() < HORIZON.toEpochMilli()) {
      Instant at = Instant.ofEpochMilli(next.getTime());
      ZoneOffset after = offset(next.getTo().getRawOffset() + next.getTo().getDSTSavings());
      if (!after.equals(before)) {
        transitions.add(
            ZoneOffsetTransition.of(LocalDateTime.ofInstant(at, before), before, after));
        before = after;
      }
      next = zone.getNextTransition(next.getTime(), false);
    }
    return ZoneRules.of(first, first, List.of(), transitions, List.of());
  }

  private static ZoneOffset offset(int millis) {
    return ZoneOffset.ofTotalSeconds(millis / 1000);
  }
}
