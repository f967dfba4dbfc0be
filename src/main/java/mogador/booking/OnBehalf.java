package mogador.booking;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Actor;
import mogador.identity.Email;
import mogador.identity.People;
import mogador.platform.Database;
import mogador.platform.Sql;

/** Who may book for whom. */
final class OnBehalf {
  /** Who has nothing, is no member, and is not kept. */
  static final UUID NOBODY = new UUID(0, 0);

  private OnBehalf() {}

  /**
   * The person of this address, if the actor may book for them: a manager of the site for anyone,
   * who is made known if need be; an admin of a company for its members.
   */
  static Optional<UUID> holder(
      Database database, Actor actor, String site, String address, Instant now) {
    Optional<Email> email = Email.of(address);
    if (email.isEmpty()) return Optional.empty();
    if (email.get().address().equals(actor.person().email())) return Optional.of(actor.id());
    return actor.manages(site)
        ? Optional.of(People.knownAs(database.sql(), email.get(), actor.person().language(), now))
        : People.memberUnder(database.sql(), actor.id(), email.get());
  }

  /** The same for whoever only looks: a stranger to a manager is {@link #NOBODY}. */
  static Optional<UUID> known(Sql sql, Actor actor, String site, String address) {
    Optional<Email> email = Email.of(address);
    if (email.isEmpty()) return Optional.empty();
    if (email.get().address().equals(actor.person().email())) return Optional.of(actor.id());
    return actor.manages(site)
        ? Optional.of(People.idOf(sql, email.get()).orElse(NOBODY))
        : People.memberUnder(sql, actor.id(), email.get());
  }
}
