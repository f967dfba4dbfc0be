package mogador.claims;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

/**
 * Moves many claims of a site at once, as far as they do not get in each other's way. What cannot
 * move stays as it was: no claim is ever lost.
 */
public final class MoveClaims {
  private static final int PATIENT_PASSES = 20;

  private MoveClaims() {}

  /**
   * What a booking or lease holds is to be elsewhere in time; claims that reach beyond its slot, as
   * a buffer does, reach as far beyond the other.
   *
   * @param since of two that cannot both move the one made later stays
   */
  public record Move(UUID sourceId, TimeSlot from, TimeSlot to, Instant since) {
    TimeSlot moved(TimeSlot claimed) {
      Duration start = Duration.between(from.start(), to.start());
      Duration end = Duration.between(from.end(), to.end());
      return new TimeSlot(claimed.start().plus(start), claimed.end().plus(end));
    }
  }

  /** A claim as it is stored. */
  record Kept(long atom, TimeSlot slot, long space, String source, UUID sourceId) {}

  /**
   * Moves, and keeps all other claims out until the transaction ends.
   *
   * @return the sources that stay where they were
   */
  public static Set<UUID> run(Sql sql, String site, List<Move> moves) {
    if (moves.isEmpty()) return Set.of();
    sql.run("lock table claim in share row exclusive mode");
    Instant first = moves.stream().map(MoveClaims::earliest).min(Instant::compareTo).orElseThrow();
    List<Kept> claims = stored(sql, site, first);
    Map<UUID, Move> moving = settle(claims, moves);
    List<List<Object>> gone = new ArrayList<>();
    List<List<Object>> come = new ArrayList<>();
    for (Kept claim : claims) {
      Move move = moving.get(claim.sourceId());
      if (move == null) continue;
      gone.add(List.of(claim.sourceId(), claim.atom(), claim.slot().start()));
      TimeSlot slot = move.moved(claim.slot());
      come.add(
          List.of(
              claim.atom(),
              slot.start(),
              slot.end(),
              claim.space(),
              claim.source(),
              claim.sourceId()));
    }
    sql.runEach("delete from claim where source_id = $1 and atom_id = $2 and starts_at = $3", gone);
    sql.runEach(
        """
        insert into claim (atom_id, starts_at, ends_at, space_id, source, source_id)
        values ($1, $2, $3, $4, $5, $6)
        """,
        come);
    Set<UUID> stay = new HashSet<>();
    moves.forEach(move -> stay.add(move.sourceId()));
    stay.removeAll(moving.keySet());
    return stay;
  }

  private static Instant earliest(Move move) {
    Instant from = move.from().start();
    Instant to = move.to().start();
    return from.isBefore(to) ? from : to;
  }

  private static List<Kept> stored(Sql sql, String site, Instant since) {
    return sql.list(
        row ->
            new Kept(
                row.getLong("atom_id"),
                new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
                row.getLong("space_id"),
                row.getString("source"),
                row.getUUID("source_id")),
        """
        select c.atom_id, c.starts_at, c.ends_at, c.space_id, c.source, c.source_id
        from claim c join space s on s.id = c.atom_id
        where s.site_id = $1 and c.ends_at > $2
        """,
        site,
        since);
  }

  private record Placed(Kept claim, TimeSlot slot, boolean moved) {}

  /**
   * Those of the moves that can be made together, by source; where none is made nothing overlaps.
   */
  static Map<UUID, Move> settle(List<Kept> claims, List<Move> moves) {
    Map<UUID, Move> moving = new HashMap<>();
    moves.forEach(move -> moving.put(move.sourceId(), move));
    Map<Long, List<Kept>> atoms = new HashMap<>();
    for (Kept claim : claims) {
      Move move = moving.get(claim.sourceId());
      if (move != null && tooShort(claim, move)) moving.remove(claim.sourceId());
      atoms.computeIfAbsent(claim.atom(), atom -> new ArrayList<>()).add(claim);
    }
    boolean stable = false;
    for (int pass = 0; !stable; pass++) {
      stable = true;
      for (List<Kept> atom : atoms.values()) {
        Set<UUID> stay = inTheWay(atom, moving);
        if (stay.isEmpty()) continue;
        stable = false;
        // One that stays may stop the next, and so on: after some passes none of the atom moves.
        if (pass < PATIENT_PASSES) stay.forEach(moving::remove);
        else atom.forEach(claim -> moving.remove(claim.sourceId()));
      }
    }
    return moving;
  }

  private static boolean tooShort(Kept claim, Move move) {
    Duration change = move.to().length().minus(move.from().length());
    return !claim.slot().length().plus(change).isPositive();
  }

  /** Those that cannot be where they would move to, on one atom. */
  private static Set<UUID> inTheWay(List<Kept> atom, Map<UUID, Move> moving) {
    List<Placed> placed = new ArrayList<>();
    for (Kept claim : atom) {
      Move move = moving.get(claim.sourceId());
      TimeSlot slot = move == null ? claim.slot() : move.moved(claim.slot());
      placed.add(new Placed(claim, slot, move != null));
    }
    placed.sort(Comparator.comparing(Placed::slot));
    Set<UUID> stay = new HashSet<>();
    for (int i = 1, reaches = 0; i < placed.size(); i++) {
      Placed before = placed.get(reaches);
      Placed here = placed.get(i);
      if (before.slot().overlaps(here.slot())) stay.add(one(before, here, moving));
      if (here.slot().end().isAfter(before.slot().end())) reaches = i;
    }
    return stay;
  }

  private static UUID one(Placed one, Placed other, Map<UUID, Move> moving) {
    Move first = moving.get(one.claim().sourceId());
    Move second = moving.get(other.claim().sourceId());
    if (first == null) return other.claim().sourceId();
    if (second == null) return one.claim().sourceId();
    Comparator<Move> byAge = Comparator.comparing(Move::since).thenComparing(Move::sourceId);
    return byAge.compare(first, second) > 0 ? first.sourceId() : second.sourceId();
  }
}
