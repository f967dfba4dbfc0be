package mogador.claims;

import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import mogador.kernel.SlotSet;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Space;

/**
 * Who holds which atom when. No two claims on an atom overlap: PostgreSQL's exclusion constraint
 * {@code no_overlap} says so, not this code.
 */
public final class Claims {
  private Claims() {}

  /** What a claim is held for. */
  public enum Source {
    BOOKING("booking"),
    LEASE("lease"),
    CLOSURE("closure");

    private final String code;

    Source(String code) {
      this.code = code;
    }
  }

  /**
   * Holds all atoms of a space for a slot, within the caller's transaction.
   *
   * @throws Overlap if another claim holds one of them for part of the slot; the transaction has
   *     failed then and must be left by letting this through
   */
  public static void keep(Sql sql, Source source, UUID sourceId, Space space, TimeSlot slot) {
    try {
      sql.run(
          "select keep_claims($1, $2, $3, $4, $5, $6)",
          source.code,
          sourceId,
          space.id(),
          space.atoms().toArray(Long[]::new),
          slot.start(),
          slot.end());
    } catch (PgException e) {
      throw isOverlap(e) ? new Overlap(space) : e;
    }
  }

  /** Whether {@code keep_claims} said no. */
  public static boolean isOverlap(PgException e) {
    return "MG001".equals(e.getSqlState());
  }

  /** Ends earlier, at this instant, what a booking, lease or closure holds. */
  public static void shorten(Sql sql, UUID sourceId, Instant end) {
    sql.run("delete from claim where source_id = $1 and starts_at >= $2", sourceId, end);
    sql.run("update claim set ends_at = $2 where source_id = $1 and ends_at > $2", sourceId, end);
  }

  /** Gives back all that a booking, lease or closure holds. */
  public static void release(Sql sql, UUID sourceId) {
    sql.run("delete from claim where source_id = $1", sourceId);
  }

  /** Which of these atoms are held for any part of the slot. */
  public static Set<Long> heldDuring(Sql sql, Collection<Long> atoms, TimeSlot slot) {
    return sql
        .list(
            row -> row.getLong("atom_id"),
            """
            select distinct atom_id from claim
            where atom_id = any($1) and during && tstzrange($2, $3, '[)')
            """,
            atoms.toArray(Long[]::new),
            slot.start(),
            slot.end())
        .stream()
        .collect(Collectors.toSet());
  }

  /** When any of these atoms is held, cut to a slot; what touches is one. */
  public static SlotSet busy(Sql sql, Collection<Long> atoms, TimeSlot slot) {
    return SlotSet.of(
        sql.list(
            row -> new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
            """
            select lower(busy) as starts_at, upper(busy) as ends_at
            from (
              select unnest(range_agg(
                tstzrange(greatest(held.starts_at, $2), least(held.ends_at, $3)))) as busy
              from unnest($1::bigint[]) as atom (id) cross join lateral (
                -- Claims on an atom never overlap: of those begun before, only the last may last.
                select starts_at, ends_at from claim
                where atom_id = atom.id and starts_at < $3 and ends_at > $2
                  and starts_at >= coalesce(
                    (select max(earlier.starts_at) from claim earlier
                     where earlier.atom_id = atom.id and earlier.starts_at <= $2), '-infinity')
              ) as held) as merged
            order by starts_at
            """,
            atoms.toArray(Long[]::new),
            slot.start(),
            slot.end()));
  }

  /** When these atoms are held, within a slot: the claims as they are, not cut to it. */
  public static java.util.List<Held> within(Sql sql, Collection<Long> atoms, TimeSlot slot) {
    return within(sql, atoms, slot, Set.of());
  }

  /** The same but for what these bookings, leases or closures hold. */
  public static java.util.List<Held> within(
      Sql sql, Collection<Long> atoms, TimeSlot slot, Set<UUID> except) {
    return sql.list(
        row ->
            new Held(
                row.getLong("atom_id"),
                new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at"))),
        """
        select atom_id, starts_at, ends_at from claim
        where atom_id = any($1) and during && tstzrange($2, $3, '[)') and source_id <> all($4)
        order by starts_at, atom_id
        """,
        atoms.toArray(Long[]::new),
        slot.start(),
        slot.end(),
        except.toArray(UUID[]::new));
  }

  /** An atom held for a slot. */
  public record Held(long atom, TimeSlot slot) {}

  /** Another claim was there first. Carries a refusal out of a transaction that must roll back. */
  public static final class Overlap extends RuntimeException {
    private final Space space;

    /** For who keeps claims along with something else in one statement. */
    public Overlap(Space space) {
      super(space.reference() + " is held by another claim", null, false, false);
      this.space = space;
    }

    public Space space() {
      return space;
    }
  }
}
