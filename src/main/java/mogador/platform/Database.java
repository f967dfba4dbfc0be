package mogador.platform;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import mogador.platform.Announcer.Announcement;

/** PostgreSQL, the only truth. */
public final class Database {
  /** Serialization failure and deadlock: the transaction may be tried again. */
  private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01");

  private static final String TRANSACTION_FAILED = "25P02";
  private static final String CHECK_VIOLATED = "23514";

  /**
   * Where a statement has failed the question fails too; the commit alone would roll back, and be
   * told as done.
   */
  private static final String COMMIT = "select 1; commit";

  private static final int ATTEMPTS = 4;

  private final Pool pool;
  private final Loop loop;
  private final Sql sql;
  private final PgConnectOptions options;
  private final Announcer announcer;
  private final Vertx vertx;

  private Database(Vertx vertx, Pool pool, Loop loop, PgConnectOptions options) {
    this.vertx = vertx;
    this.pool = pool;
    this.loop = loop;
    this.options = options;
    this.announcer = new Announcer(this);
    this.sql = new Sql(pool, loop, announcer::announce);
  }

  /** Opens a pool; connections are made when first needed. */
  public static Database open(Vertx vertx, DatabaseSettings settings) {
    PgConnectOptions options =
        PgConnectOptions.fromUri(settings.url())
            .setUser(settings.user())
            .setPassword(settings.password())
            .setCachePreparedStatements(true)
            .setPipeliningLimit(16);
    var limits =
        new PoolOptions()
            .setMaxSize(settings.poolSize())
            .setMaxWaitQueueSize(2_000)
            .setConnectionTimeout(5)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    var network = new NetClientOptions().setConnectTimeout(3_000).setTcpNoDelay(true);
    Pool pool =
        PgBuilder.pool().with(limits).with(network).connectingTo(options).using(vertx).build();
    return new Database(vertx, pool, new Loop(vertx.getOrCreateContext()), options);
  }

  /**
   * Hears what is announced on a channel from now on, one announcement at a time.
   *
   * @param heard is given nothing whenever announcements may have been missed, as at the beginning
   */
  public Listener listen(String channel, Consumer<Optional<String>> heard) {
    return new Listener(vertx, options(), channel, heard);
  }

  /** Single statements, each its own transaction. */
  public Sql sql() {
    return sql;
  }

  /** To open a connection outside the pool, for LISTEN. */
  public PgConnectOptions options() {
    return new PgConnectOptions(options);
  }

  /**
   * Runs the work in one transaction: committed when it returns, rolled back when it throws. Tried
   * again on a deadlock, a serialization failure, or when a partition was made for its rows
   * meanwhile, so the work may run several times and must touch nothing but the database.
   */
  public <T> T inTransaction(Function<Sql, T> work) {
    return trying(() -> once(work));
  }

  /**
   * Runs one statement, which is its own transaction; tried again as {@link #inTransaction} is.
   * Half the way of a transaction: nothing to begin and to commit apart.
   */
  public <T> T alone(Function<Sql, T> statement) {
    return trying(() -> statement.apply(sql));
  }

  private static <T> T trying(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (PgException e) {
        if (attempt == ATTEMPTS || !mayWorkNow(e)) throw e;
      }
    }
  }

  private static boolean mayWorkNow(PgException e) {
    return TRY_AGAIN.contains(e.getSqlState()) || isForAPartitionJustMade(e);
  }

  /**
   * A row was on its way to the default partition while its own was made; no constraint is named.
   */
  private static boolean isForAPartitionJustMade(PgException e) {
    return CHECK_VIOLATED.equals(e.getSqlState()) && e.getConstraint() == null;
  }

  public void close() {
    announcer.close();
    pool.close().await();
  }

  private <T> T once(Function<Sql, T> work) {
    SqlConnection connection = loop.await(pool::getConnection);
    try {
      run(connection, "begin");
      T result;
      List<Announcement> announcements = new ArrayList<>();
      var sql = new Sql(connection, loop, announcements::add);
      try {
        result = settled(sql, work);
        run(connection, COMMIT);
      } catch (Throwable failure) {
        rollBack(connection, failure);
        throw failure;
      }
      announcements.forEach(announcer::announce);
      return result;
    } finally {
      var unused = loop.run(connection::close);
    }
  }

  private static <T> T settled(Sql sql, Function<Sql, T> work) {
    T result;
    try {
      result = work.apply(sql);
      sql.finish();
    } catch (PgException e) {
      // Within a transaction that has failed the cause is what was sent before.
      if (TRANSACTION_FAILED.equals(e.getSqlState())) sql.settle();
      throw e;
    }
    sql.settle();
    return result;
  }

  // In plain SQL: Vert.x's own transactions take a statement's failure for their end, even when
  // it was undone by a rollback to a savepoint.
  private void run(SqlConnection connection, String sql) {
    loop.await(() -> connection.query(sql).execute());
  }

  private void rollBack(SqlConnection connection, Throwable failure) {
    try {
      run(connection, "rollback");
    } catch (RuntimeException e) {
      if (e != failure) failure.addSuppressed(e);
    }
  }
}
