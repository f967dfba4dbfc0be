package mogador.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mogador.platform.Database;
import mogador.platform.Expiring;
import mogador.platform.Ids;
import mogador.platform.Sql;

/** Browser sessions and API tokens: 256 random bits, of which only a hash is kept. */
public final class Tokens {
  /** Opens nothing since it expired or was revoked, and says for a month that there was one. */
  public static final Expiring EXPIRING =
      new Expiring("access_token", "least(expires_at, revoked_at)", Duration.ofDays(30));

  private static final String PREFIX = "mgd_";
  private static final Duration SESSION = Duration.ofDays(30);
  private static final Duration API = Duration.ofDays(365);

  /** How long another server's revocation, or a role just given, may go unnoticed here. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Database database;
  private final Clock clock;
  private final Cache<ByteBuffer, Actor> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(FRESH).build();

  public Tokens(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Whose token this is; empty when it is malformed, unknown, expired or revoked. What was true up
   * to 5 s ago may be answered, but for what was revoked here.
   */
  public Optional<Actor> actor(String token) {
    if (!wellFormed(token)) return Optional.empty();
    byte[] hash = hash(token);
    ByteBuffer key = ByteBuffer.wrap(hash);
    Optional<Actor> remembered = Optional.ofNullable(known.getIfPresent(key));
    if (remembered.isPresent()) return remembered;
    Optional<Actor> actor = read(hash);
    actor.ifPresent(someone -> known.put(key, someone));
    return actor;
  }

  /** The same as it is now, asked of the database each time. */
  public Optional<Actor> read(String token) {
    return wellFormed(token) ? read(hash(token)) : Optional.empty();
  }

  private Optional<Actor> read(byte[] hash) {
    return PeopleStore.actorByToken(database.sql(), hash, clock.instant());
  }

  /** A token for programs, shown once; good for a year. */
  public String issueApi(UUID person, String label) {
    return issue(database.sql(), person, "api", label, API);
  }

  String issueSession(Sql sql, UUID person) {
    return issue(sql, person, "session", "", SESSION);
  }

  /** The token opens nothing from now on. */
  public void revoke(String token) {
    if (!wellFormed(token)) return;
    byte[] hash = hash(token);
    PeopleStore.revokeToken(database.sql(), hash, clock.instant());
    known.invalidate(ByteBuffer.wrap(hash));
  }

  private String issue(Sql sql, UUID person, String kind, String label, Duration life) {
    String token = PREFIX + Ids.secret(32);
    Instant now = clock.instant();
    PeopleStore.addToken(sql, hash(token), person, kind, label, now, now.plus(life));
    return token;
  }

  private static boolean wellFormed(String token) {
    return token.startsWith(PREFIX) && token.length() == PREFIX.length() + 43;
  }

  private static byte[] hash(String token) {
    return Ids.sha256(token.getBytes(StandardCharsets.UTF_8));
  }
}
