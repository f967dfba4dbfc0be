package mogador.app;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.access.CredentialKind;
import mogador.access.Credentials;
import mogador.identity.Email;
import mogador.identity.People;
import mogador.identity.Person;
import mogador.identity.SignInPage.DemoAccount;
import mogador.identity.Tokens;
import mogador.kernel.Language;
import mogador.leasing.Leases;
import mogador.platform.Database;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/** The people, companies and leases of the demo: made up, and the same at every start. */
final class DemoPeople {
  /** The tenant's badge, as a reader reads it. */
  static final String BADGE = "04A1B2C3D4E580";

  static final List<DemoAccount> ACCOUNTS =
      List.of(
          new DemoAccount("nadia@example.org", "Nadia El Idrissi", "nomad"),
          new DemoAccount("youssef@example.org", "Youssef Amrani", "member"),
          new DemoAccount("salma@example.org", "Salma Bennis", "manager"));

  private static final List<String> COMPANIES =
      List.of(
          "Atlas Données",
          "Arganier Labs",
          "Détroit Logiciel",
          "Cap Spartel Studio",
          "Sirocco Énergie",
          "Médina Mobile",
          "Tifinagh Langues",
          "Boréal Systèmes");

  private final People people;
  private final Leases leases;
  private final Credentials credentials;
  private final Tokens tokens;
  private final Database database;

  DemoPeople(
      People people, Leases leases, Credentials credentials, Tokens tokens, Database database) {
    this.people = people;
    this.leases = leases;
    this.credentials = credentials;
    this.tokens = tokens;
    this.database = database;
  }

  /** An account and a token to use it with. */
  record Account(DemoAccount account, UUID id, String token) {}

  /** Makes known whoever is not yet, and gives each a fresh token. */
  List<Account> settle(Network network, LocalDate today) {
    var accounts = new ArrayList<Account>();
    for (DemoAccount account : ACCOUNTS) {
      Person person =
          people.known(Email.of(account.email()).orElseThrow(), account.name(), Language.FR);
      accounts.add(new Account(account, person.id(), tokens.issueApi(person.id(), "demo")));
    }
    people.makeManager(accounts.getLast().id(), Optional.empty());
    UUID member = accounts.get(1).id();
    boolean first =
        database.inTransaction(
                sql ->
                    credentials.enrol(
                        sql,
                        accounts.getLast().id(),
                        member,
                        CredentialKind.UID,
                        HexFormat.of().parseHex(BADGE),
                        "Badge"))
            instanceof Credentials.Enrolled.Done;
    if (first) {
      leases.join(people.company(COMPANIES.getFirst()), member);
      network.sites().forEach(site -> lease(site, today));
    }
    return accounts;
  }

  /** Two offices in three, to one company after the other, begun in different months. */
  private void lease(Site site, LocalDate today) {
    if (site.rent().isEmpty()) return;
    List<Space> offices =
        site.spaces().stream().filter(s -> s.kind() == SpaceKind.OFFICE && s.isAtom()).toList();
    for (int i = 0; i < offices.size(); i++) {
      if (i % 3 == 2) continue;
      LocalDate from = today.withDayOfMonth(1).minusMonths(i % 11).plusDays(i % 4 == 3 ? 14 : 0);
      var terms =
          new Leases.Terms(
              people.company(COMPANIES.get(i % COMPANIES.size())),
              List.of(offices.get(i).reference()),
              from,
              from.plusMonths(22),
              Optional.empty());
      if (!(leases.grant(Optional.empty(), terms) instanceof Leases.Granted.Done)) {
        throw new IllegalStateException("the demo could not lease " + offices.get(i).reference());
      }
    }
  }
}
