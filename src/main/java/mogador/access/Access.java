package mogador.access;

import java.time.Clock;
import java.time.Duration;
import mogador.identity.Guard;
import mogador.identity.People;
import mogador.platform.Database;
import mogador.platform.Expiring;
import mogador.sites.Sites;
import mogador.web.Operations;

/** What those who manage a site decide about who may enter. */
public final class Access {
  /** Badges that were waited for at a reader; who got them is in the audit trail. */
  public static final Expiring ENROLMENTS =
      new Expiring("enrolment", "expires_at", Duration.ofDays(1));

  private final Database database;
  private final Sites sites;
  private final People people;
  private final Credentials credentials;
  private final HandRights rights;
  private final Suspensions suspensions;
  private final Schedules schedules;
  private final CredentialSteps steps;
  private final Resets resets;

  public Access(
      Database database, Sites sites, People people, Credentials credentials, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.people = people;
    this.credentials = credentials;
    this.rights = new HandRights(sites, clock);
    this.suspensions = new Suspensions(clock);
    this.schedules = new Schedules(clock);
    this.steps = new CredentialSteps(credentials, clock);
    this.resets = new Resets(sites, clock);
  }

  public void mount(Operations operations, Guard guard) {
    new CredentialRoutes(this, guard).mount(operations);
    new RightRoutes(this, guard).mount(operations);
    new ScheduleRoutes(this, guard).mount(operations);
    new ResetRoutes(this, guard).mount(operations);
  }

  public Database database() {
    return database;
  }

  public Sites sites() {
    return sites;
  }

  public People people() {
    return people;
  }

  public Credentials credentials() {
    return credentials;
  }

  public HandRights rights() {
    return rights;
  }

  public Suspensions suspensions() {
    return suspensions;
  }

  public Schedules schedules() {
    return schedules;
  }

  public CredentialSteps steps() {
    return steps;
  }

  public Resets resets() {
    return resets;
  }
}
