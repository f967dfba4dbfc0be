package mogador.claims;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
   * @throws Overlap if another claim holds one of them for part of the slot; the other atoms may
   *     then be held, so the transaction must be left by letting this through
   */
  public static void keep(Sql sql, Source source, UUID sourceId, Space space, TimeSlot slot) {
    // Sorted, or two composites that share atoms could wait for each other. On conflict do nothing,
    // or two who insert the same atom at once could: each would see the other's row beside its own.
    int kept =
        sql.update(
            """
            insert into claim (atom_id, starts_at, ends_at, space_id, source, source_id)
            select atom, $2, $3, $4, $5, $6 from unnest($1::bigint[]) atom order by atom
            on conflict on constraint no_overlap do nothing
            """,
            space.atoms().toArray(Long[]::new),
            slot.start(),
            slot.end(),
            space.id(),
            source.code,
            sourceId);
    if (kept != space.atoms().size()) throw new Overlap(space);
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

  /** When these atoms are held, within a slot: the claims as they are, not cut to it. */
  public static java.util.List<Held> within(Sql sql, Collection<Long> atoms, TimeSlot slot) {
    return sql.list(
        row ->
            new Held(
                row.getLong("atom_id"),
                new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at"))),
        """
        select atom_id, starts_at, ends_at from claim
        where atom_id = any($1) and during && tstzrange($2, $3, '[)')
        order by starts_at, atom_id
        """,
        atoms.toArray(Long[]::new),
        slot.start(),
        slot.end());
  }

  /** An atom held for a slot. */
  public record Held(long atom, TimeSlot slot) {}

  /** Another claim was there first. Carries a refusal out of a transaction that must roll back. */
  public static final class Overlap extends RuntimeException {
    private final Space space;

    private Overlap(Space space) {
      super(space.reference() + " is held by another claim", null, false, false);
      this.space = space;
    }

    public Space space() {
      return space;
    }
  }
}
