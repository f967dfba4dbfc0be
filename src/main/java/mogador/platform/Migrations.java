package mogador.platform;

import org.flywaydb.core.Flyway;

/** Brings a database's schema to this version. */
public final class Migrations {
  private Migrations() {}

  /**
   * Applies what is missing; nothing when the schema is up to date.
   *
   * @throws org.flywaydb.core.api.FlywayException if the database is away or its schema is not ours
   */
  public static void run(DatabaseSettings settings) {
    Flyway.configure()
        .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
        .locations("classpath:db/migration")
        .validateMigrationNaming(true)
        .load()
        .migrate();
  }
}
