package mogador.pricing;

import java.util.Set;
import java.util.UUID;

/**
 * Whose passes and credits pay, and whose price counts.
 *
 * @param memberOf the companies whose membership may give the members' price
 * @param free pays nothing, whatever it is
 */
public record Payer(Holder holder, Set<UUID> memberOf, boolean free) {
  public Payer {
    memberOf = Set.copyOf(memberOf);
  }

  /** Someone who pays for themselves, with packs of their own. */
  public static Payer person(UUID person, Set<UUID> memberOf) {
    return new Payer(new Holder.OfPerson(person), memberOf, false);
  }

  /** Someone of whom nothing is asked. */
  public static Payer free(UUID person) {
    return new Payer(new Holder.OfPerson(person), Set.of(), true);
  }

  /** A company that pays for a member, with its packs and credits. */
  public static Payer company(UUID company) {
    return new Payer(new Holder.OfCompany(company), Set.of(company), false);
  }

  /** Who has packs; only companies have credits. */
  public sealed interface Holder {
    UUID id();

    record OfPerson(UUID id) implements Holder {}

    record OfCompany(UUID id) implements Holder {}
  }
}
