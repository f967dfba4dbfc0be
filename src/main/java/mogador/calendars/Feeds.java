package mogador.calendars;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mogador.calendars.CalendarStore.Window;
import mogador.identity.Actor;
import mogador.kernel.Language;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.web.Messages;

/** Makes, lists, renews and revokes feeds, and writes what they show. */
final class Feeds {
  static final int MOST = 20;
  private static final int MANY = 5_000;
  private static final int BACK_MONTHS = 1;
  private static final int AHEAD_MONTHS = 13;
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final Database database;
  private final Sites sites;
  private final Clock clock;
  private final Sender sender;
  private final CalendarWriter writer;
  private final Besides besides;

  Feeds(Database database, Sites sites, Clock clock, Sender sender, Besides besides) {
    this.database = database;
    this.sites = sites;
    this.clock = clock;
    this.sender = sender;
    this.writer = new CalendarWriter(sender);
    this.besides = besides;
  }

  /** What someone wants a feed of. */
  sealed interface Wish {
    record Own() implements Wish {}

    record Company(UUID id) implements Wish {}

    /** By reference, e.g. {@code essaouira/p-07}. */
    record Space(String reference) implements Wish {}
  }

  sealed interface Made {
    /** With the address, which nobody can be told again. */
    record Done(Feed feed, String url) implements Made {}

    /** Of a company that they are no admin of, or a space they do not manage. */
    record NotTheirs(String field) implements Made {}

    record UnknownSpace(String reference) implements Made {}

    record TooMany() implements Made {}
  }

  Made make(Actor actor, Wish wish) {
    Feed.Of of;
    switch (wish) {
      case Wish.Own() -> of = new Feed.Of.Own();
      case Wish.Company(UUID id) -> {
        Optional<Feed.Of.Company> company =
            companies(actor).stream().filter(one -> one.id().equals(id)).findFirst();
        if (company.isEmpty()) return new Made.NotTheirs("company");
        of = company.get();
      }
      case Wish.Space(String reference) -> {
        Optional<Space> space = sites.current().space(reference);
        if (space.isEmpty()) return new Made.UnknownSpace(reference);
        if (!actor.manages(space.get().site())) return new Made.NotTheirs("space");
        of = new Feed.Of.Space(space.get().id());
      }
    }
    Instant now = clock.instant();
    UUID id = Ids.next(now);
    String secret = Ids.secret(32);
    boolean room =
        database.inTransaction(
            sql -> FeedStore.add(sql, id, actor.id(), of, hash(secret), now, MOST));
    if (!room) return new Made.TooMany();
    return new Made.Done(new Feed(id, actor.person(), of, now, now), url(secret));
  }

  List<Feed> of(Actor actor) {
    return FeedStore.ofOwner(database.sql(), actor.id());
  }

  List<Feed.Of.Company> companies(Actor actor) {
    return FeedStore.companies(database.sql(), actor.id());
  }

  /** A new address in place of the old one, which shows nothing from now on. */
  Optional<Made.Done> renew(Actor actor, UUID id) {
    String secret = Ids.secret(32);
    if (!FeedStore.rotate(database.sql(), id, actor.id(), hash(secret), clock.instant())) {
      return Optional.empty();
    }
    return of(actor).stream()
        .filter(feed -> feed.id().equals(id))
        .findFirst()
        .map(feed -> new Made.Done(feed, url(secret)));
  }

  /** Whether there was such a feed of theirs. */
  boolean revoke(Actor actor, UUID id) {
    return FeedStore.revoke(database.sql(), id, actor.id(), clock.instant());
  }

  /** What a feed shows now; empty for an address that nobody was given, or that is revoked. */
  Optional<String> read(String secret) {
    if (!SECRET.matcher(secret).matches()) return Optional.empty();
    Sql sql = database.sql();
    return FeedStore.byHash(sql, hash(secret)).map(feed -> write(sql, feed));
  }

  /** What a feed is called. */
  String name(Feed feed, Language language) {
    Messages words = Messages.in(language);
    return switch (feed.of()) {
      case Feed.Of.Own() -> words.text("calendars.name.person");
      case Feed.Of.Company company -> words.text("calendars.name.company", "name", company.name());
      case Feed.Of.Space(long id) ->
          sites
              .current()
              .spaceById(id)
              .map(space -> words.text("calendars.name.space", "name", spaceName(space, language)))
              .orElse("");
    };
  }

  private String spaceName(Space space, Language language) {
    String site = sites.current().site(space.site()).map(one -> one.name().in(language)).orElse("");
    return space.name().in(language) + ", " + site;
  }

  private String write(Sql sql, Feed feed) {
    Network network = sites.current();
    Window window = window();
    Language language = feed.owner().language();
    String name = name(feed, language);
    return switch (feed.of()) {
      case Feed.Of.Own() -> {
        List<Entry> entries = CalendarStore.ofPerson(sql, feed.owner().id(), window, MANY);
        Set<UUID> series =
            entries.stream()
                .flatMap(entry -> entry.series().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        yield writer.published(
            new EntryWords(network, language, false),
            name,
            ordered(entries.stream().filter(entry -> entry.series().isEmpty())),
            CalendarStore.series(sql, series),
            besides.of(sql, feed.owner(), window.slot(), MANY));
      }
      case Feed.Of.Company company ->
          writer.published(
              new EntryWords(network, language, true),
              name,
              ordered(CalendarStore.ofCompany(sql, company.id(), window, MANY).stream()),
              List.of());
      case Feed.Of.Space(long id) ->
          writer.published(
              new EntryWords(network, language, true),
              name,
              ordered(CalendarStore.ofSpaces(sql, touching(network, id), window, MANY).stream()),
              List.of());
    };
  }

  /** It, its wholes and its parts: whoever books one of them is there. */
  private static List<Long> touching(Network network, long id) {
    Space space = network.spaceById(id).orElseThrow();
    return Stream.concat(Stream.of(id), network.sharing(space).stream().map(Space::id)).toList();
  }

  private static List<Entry> ordered(Stream<Entry> entries) {
    return entries
        .sorted(
            java.util.Comparator.comparing((Entry entry) -> entry.slot().start())
                .thenComparing(Entry::id))
        .toList();
  }

  /** In whole days, so that the same bookings give the same text all day. */
  private Window window() {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new Window(
        new TimeSlot(
            today.minusMonths(BACK_MONTHS).atStartOfDay().toInstant(ZoneOffset.UTC),
            today.plusMonths(AHEAD_MONTHS).atStartOfDay().toInstant(ZoneOffset.UTC)),
        now.truncatedTo(java.time.temporal.ChronoUnit.DAYS).plus(Duration.ofHours(12)));
  }

  private String url(String secret) {
    return sender.publicUrl() + "/calendar/" + secret + ".ics";
  }

  private static byte[] hash(String secret) {
    return Ids.sha256(secret.getBytes(StandardCharsets.UTF_8));
  }
}
