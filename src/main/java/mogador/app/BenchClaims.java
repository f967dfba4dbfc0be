package mogador.app;

import java.util.UUID;
import mogador.platform.Database;

/** Many bookings of the past with their claims, back to back, a quarter hour each. */
final class BenchClaims {
  private BenchClaims() {}

  /** Adds so many, over the seats of the only site there is. */
  static void fill(Database database, int many) {
    if (many == 0) return;
    database.inTransaction(
        sql -> {
          String constraint =
              sql.first(
                      row -> row.getString(0),
                      "select pg_get_constraintdef(oid) from pg_constraint where conname ="
                          + " 'no_overlap'")
                  .orElseThrow();
          UUID person = UUID.randomUUID();
          sql.run(
              "insert into person (id, email, created_at) values ($1, 'past@example.org', now())",
              person);
          // Row by row through the constraint would take minutes.
          sql.run("alter table claim drop constraint no_overlap");
          sql.run(
              """
              with seat as (
                select id, site_id, row_number() over (order by id) - 1 as number,
                       count(*) over () as seats
                from space where kind = 'position'
              ), made as (
                select gen_random_uuid() as id, seat.id as space_id, seat.site_id, n,
                       date '2026-01-01' - ((n / seats + 1) * interval '15 minutes') as local_from
                from generate_series(0, $1::int - 1) n join seat on seat.number = n % seats
              ), booked as (
                insert into booking (id, reference, site_id, space_id, person_id, booked_by,
                  local_from, local_to, starts_at, ends_at, status, price_centimes, vat_centimes,
                  vat_rate_bp, created_at)
                select id, 'PST-' || lpad(upper(to_hex(n)), 6, '0'), site_id, space_id, $2, $2,
                  local_from, local_from + interval '15 minutes', local_from at time zone 'UTC',
                  (local_from + interval '15 minutes') at time zone 'UTC', 'confirmed', 750, 125,
                  2000, now()
                from made
              )
              insert into claim (atom_id, starts_at, ends_at, space_id, source, source_id)
              select space_id, local_from at time zone 'UTC',
                (local_from + interval '15 minutes') at time zone 'UTC', space_id, 'booking', id
              from made
              """,
              many, person);
          sql.run("alter table claim add constraint no_overlap " + constraint);
          return many;
        });
    // Or what is measured would share the machine with the tidying up.
    database.sql().run("vacuum analyze");
    database.sql().run("checkpoint");
  }

  static long count(Database database) {
    return database.sql().first(row -> row.getLong(0), "select count(*) from claim").orElseThrow();
  }
}
