package mogador.platform;

/**
 * Where PostgreSQL is.
 *
 * @param url {@code postgresql://host:port/database}
 * @param poolSize connections at most, 1 to 200
 */
public record DatabaseSettings(String url, String user, String password, int poolSize) {
  public DatabaseSettings {
    if (!url.startsWith("postgresql://")) {
      throw new IllegalArgumentException("a database url begins with postgresql://, not " + url);
    }
    if (poolSize < 1 || poolSize > 200) {
      throw new IllegalArgumentException("a pool has from 1 to 200 connections, not " + poolSize);
    }
  }

  public DatabaseSettings(String url, String user, String password) {
    this(url, user, password, 16);
  }

  String jdbcUrl() {
    return "jdbc:" + url;
  }

  /** Never the password. */
  @Override
  public String toString() {
    return url + " as " + user;
  }
}
