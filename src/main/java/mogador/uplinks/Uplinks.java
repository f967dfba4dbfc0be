package mogador.uplinks;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mogador.devices.Sensed;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Database;
import mogador.platform.Expiring;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.web.Operations;
import mogador.web.Pages;

/** Sensors behind other networks: heard, adopted as devices of a site, and let go again. */
public final class Uplinks implements AutoCloseable {
  /** What was heard of a device that is silent for that long. */
  public static final Expiring HEARD =
      new Expiring("uplink_heard", "heard_at", Duration.ofDays(30));

  private final Parts parts;
  private final UplinkDesk desk;
  private final Map<String, UplinkSource> sources;
  private final List<UplinkLink> links;

  /**
   * What it stands on.
   *
   * @param taken takes what adopted sensors say; whether they are in service
   */
  public record Parts(
      Vertx vertx,
      Database database,
      Sites sites,
      List<UplinkSource> sources,
      Predicate<Sensed> taken,
      Clock clock,
      MeterRegistry meters) {}

  /** Does nothing until started. */
  public Uplinks(Parts parts) {
    this.parts = parts;
    desk = new UplinkDesk(parts.database(), parts.taken(), parts.clock(), parts.meters());
    sources =
        parts.sources().stream().collect(Collectors.toMap(UplinkSource::name, source -> source));
    links =
        parts.sources().stream()
            .map(source -> new UplinkLink(parts.vertx(), source, desk::received))
            .toList();
  }

  /** A network server or a database that is away is tried again for ever. */
  public void start() {
    desk.start();
    links.forEach(UplinkLink::start);
  }

  public void mount(Operations operations, Guard guard) {
    new UplinkRoutes(this, guard).mount(operations);
  }

  /** The managers' page. */
  public void mount(Router router, Guard guard, Pages pages) {
    new UplinkPages(this, guard, pages).mount(router);
  }

  @Override
  public void close() {
    links.forEach(UplinkLink::close);
    desk.close();
  }

  /**
   * How a stranger is to be taken.
   *
   * @param space its code
   */
  record Wish(Heard.Key key, String space, Codec codec, SignalMap map, Duration silence) {
    /** As it is once it is granted. */
    Adoption adoption(String site, Instant at, Optional<String> by) {
      String device = Adoption.device(key.eui());
      return new Adoption(key, site, device, space, codec, map, silence, at, by);
    }
  }

  /** What became of a wish. */
  sealed interface Outcome {
    record Adopted(Adoption adoption) implements Outcome {}

    record LetGo(String device) implements Outcome {}

    /** Never heard, or forgotten meanwhile, or not for this site. */
    record Unknown() implements Outcome {}

    /** Somebody has adopted it, maybe at another site. */
    record Taken() implements Outcome {}

    record UnknownSpace() implements Outcome {}

    /** By these signals it would say nothing of use. */
    record NothingMapped() implements Outcome {}
  }

  /**
   * A device of the site.
   *
   * @param heard nothing if it was silent for very long
   */
  record Device(Adoption adoption, Optional<Heard> heard) {}

  /** The devices that a site has adopted. */
  List<Device> devices(String site) {
    Map<Heard.Key, Heard> heard =
        UplinkStore.heardOfAdopted(parts.database().sql()).stream()
            .collect(Collectors.toMap(Heard::key, one -> one));
    return UplinkStore.adoptions(parts.database().sql(), site).stream()
        .map(adoption -> new Device(adoption, Optional.ofNullable(heard.get(adoption.key()))))
        .toList();
  }

  /** Those that nobody has adopted and this site's managers may see, the latest first. */
  List<Heard> strangers(String site) {
    return UplinkStore.strangers(parts.database().sql()).stream()
        .filter(heard -> isSeenBy(heard.key(), site))
        .toList();
  }

  /** Its last words hold at once. */
  Outcome adopt(Sql sql, Actor actor, Site site, Wish wish) {
    UplinkStore.lock(sql, wish.key());
    Optional<Heard> heard =
        UplinkStore.heard(sql, wish.key()).filter(one -> isSeenBy(one.key(), site.id()));
    if (heard.isEmpty()) return new Outcome.Unknown();
    if (UplinkStore.adoption(sql, wish.key()).isPresent()) return new Outcome.Taken();
    Optional<Space> space = site.space(wish.space()).filter(one -> !one.retired());
    if (space.isEmpty()) return new Outcome.UnknownSpace();
    if (!wish.map().isEnough()) return new Outcome.NothingMapped();
    Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    Adoption adoption = wish.adoption(site.id(), now, Optional.of(actor.person().name()));
    var place = new Adopting.Place(space.get().id(), space.get().kind());
    return Adopting.isAdopted(sql, adoption, place, Optional.of(actor.id()))
        ? new Outcome.Adopted(adoption)
        : new Outcome.Taken();
  }

  /** It is a stranger again; what it has told so far stays. */
  Outcome letGo(Sql sql, Actor actor, String site, String device) {
    Optional<Adoption> found =
        UplinkStore.adoptions(sql, site).stream()
            .filter(one -> one.device().equals(device))
            .findFirst();
    if (found.isEmpty()) return new Outcome.Unknown();
    UplinkStore.lock(sql, found.get().key());
    Adopting.letGo(sql, found.get(), parts.clock().instant(), Optional.of(actor.id()));
    return new Outcome.LetGo(device);
  }

  Database database() {
    return parts.database();
  }

  Sites sites() {
    return parts.sites();
  }

  Instant now() {
    return parts.clock().instant();
  }

  /** The network servers this site's managers may know of, and whether each is heard. */
  Map<UplinkSource, Boolean> sources(String site) {
    Map<UplinkSource, Boolean> heard = new java.util.LinkedHashMap<>();
    for (int i = 0; i < links.size(); i++) {
      UplinkSource source = parts.sources().get(i);
      if (source.isSeenBy(site)) heard.put(source, links.get(i).isReady());
    }
    return heard;
  }

  private boolean isSeenBy(Heard.Key key, String site) {
    return Optional.ofNullable(sources.get(key.source()))
        .filter(source -> source.isSeenBy(site))
        .isPresent();
  }
}
