package mogador.identity;

import java.util.Set;
import java.util.UUID;

/**
 * Who acts, and what they may do. Whatever is not said here is not allowed.
 *
 * @param managed the sites they manage; {@link #EVERY_SITE} for all
 * @param companies those they are a member of
 */
public record Actor(Person person, Set<String> managed, Set<UUID> companies) {
  public static final String EVERY_SITE = "*";

  public Actor {
    managed = Set.copyOf(managed);
    companies = Set.copyOf(companies);
  }

  public UUID id() {
    return person.id();
  }

  /** Sees who is there, who comes and what is leased; opens doors; decides. */
  public boolean manages(String site) {
    return managed.contains(EVERY_SITE) || managed.contains(site);
  }

  public boolean managesAnySite() {
    return !managed.isEmpty();
  }

  /**
   * May decide about another person's badges and whether they are kept out. What a manager opens,
   * only managers of all sites give.
   */
  public boolean maySteward(Actor whom) {
    return manages(EVERY_SITE) || (managesAnySite() && !whom.managesAnySite());
  }

  /** Their own, or one of a site they manage. */
  public boolean maySeeBooking(UUID holder, String site) {
    return person.id().equals(holder) || manages(site);
  }

  public boolean mayBook() {
    return !person.suspended();
  }
}
