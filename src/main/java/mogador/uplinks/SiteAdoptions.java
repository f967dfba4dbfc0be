package mogador.uplinks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mogador.platform.Sql;
import mogador.sites.ImportListener;
import mogador.sites.RemoteSensor;
import mogador.sites.SiteDocument;
import mogador.sites.SiteFile;
import mogador.sites.SpaceKind;

/**
 * The sensors of other networks that a site's file names are adopted as it says, before they were
 * ever heard or after; those gone from it are let go. What a manager adopted by hand stays, until
 * the file names it.
 */
public final class SiteAdoptions implements ImportListener {
  private static final Comparator<Heard.Key> ORDER =
      Comparator.comparing(Heard.Key::source).thenComparing(Heard.Key::eui);

  private final Map<String, UplinkSource> sources;

  /**
   * With these network servers.
   *
   * @param sources as far as they are known here; others may be listened to elsewhere or later
   */
  public SiteAdoptions(List<UplinkSource> sources) {
    this.sources = sources.stream().collect(Collectors.toMap(UplinkSource::name, source -> source));
  }

  /** Whether the file's codecs and signals are ours; for {@link SiteFile#read}. */
  public static void check(SiteDocument document, SiteFile.Complain complain) {
    document.remotes().forEach(sensor -> FileMapping.check(sensor, complain));
  }

  @Override
  public List<String> obstacles(Sql sql, SiteDocument document) {
    List<String> reasons = new ArrayList<>();
    document.remotes().forEach(it -> FileMapping.check(it, document.id(), reasons));
    List<Adoption> here = UplinkStore.adoptions(sql, document.id());
    Stream.concat(
            document.remotes().stream().map(FileMapping::key), here.stream().map(Adoption::key))
        .distinct()
        .sorted(ORDER)
        .forEach(key -> UplinkStore.lock(sql, key));
    for (RemoteSensor sensor : document.remotes()) {
      against(sql, document.id(), sensor, UplinkStore.adoptions(sql, document.id()))
          .ifPresent(why -> reasons.add(document.id() + "/" + sensor.code() + " " + why));
    }
    return reasons;
  }

  private Optional<String> against(Sql sql, String site, RemoteSensor sensor, List<Adoption> here) {
    Heard.Key key = FileMapping.key(sensor);
    Optional<Adoption> elsewhere =
        UplinkStore.adoption(sql, key).filter(it -> !it.site().equals(site));
    if (elsewhere.isPresent()) {
      return Optional.of("is adopted at " + elsewhere.get().site() + ": let it go there first");
    }
    boolean unseen =
        Optional.ofNullable(sources.get(key.source()))
            .filter(source -> !source.isSeenBy(site))
            .isPresent();
    if (unseen) return Optional.of("is behind " + key.source() + ", which is for another site");
    Optional<Adoption> other =
        here.stream()
            .filter(it -> it.device().equals(sensor.code()) && !it.isOfFile())
            .filter(it -> !it.key().equals(key))
            .findFirst();
    if (other.isPresent()) {
      return Optional.of("is adopted here behind " + other.get().key().source());
    }
    return UplinkStore.hasOwnDevice(sql, site, sensor.code())
        ? Optional.of("is what another device of the site is called")
        : Optional.empty();
  }

  @Override
  public void imported(Sql sql, SiteDocument document, Map<String, Long> spaces, Instant now) {
    String site = document.id();
    Map<Heard.Key, Adoption> before = new LinkedHashMap<>();
    UplinkStore.adoptions(sql, site).forEach(it -> before.put(it.key(), it));
    Set<Heard.Key> named = new LinkedHashSet<>();
    document.remotes().forEach(sensor -> named.add(FileMapping.key(sensor)));
    before.values().stream()
        .filter(it -> it.isOfFile() && !named.contains(it.key()))
        .forEach(it -> Adopting.letGo(sql, it, now, Optional.empty()));
    Map<String, SpaceKind> kinds = new LinkedHashMap<>();
    document.spaces().forEach(space -> kinds.put(space.code(), space.kind()));
    for (RemoteSensor sensor : document.remotes()) {
      Optional<Long> space = Optional.ofNullable(spaces.get(sensor.space()));
      Optional<SpaceKind> kind = Optional.ofNullable(kinds.get(sensor.space()));
      var place = new Adopting.Place(space.orElseThrow(), kind.orElseThrow());
      follow(sql, site, FileMapping.wish(sensor), place, before, now);
    }
  }

  private static void follow(
      Sql sql,
      String site,
      Uplinks.Wish wish,
      Adopting.Place place,
      Map<Heard.Key, Adoption> known,
      Instant now) {
    Optional<Adoption> before = Optional.ofNullable(known.get(wish.key()));
    Instant at = before.map(Adoption::at).orElseGet(() -> now.truncatedTo(ChronoUnit.MILLIS));
    Adoption adoption = wish.adoption(site, at, Optional.empty());
    if (before.isPresent()) {
      if (!before.get().equals(adoption)) {
        Adopting.change(sql, before.get(), adoption, place, now);
      }
    } else if (!Adopting.isAdopted(sql, adoption, place, Optional.empty())) {
      throw new IllegalStateException(site + " has another device " + adoption.device());
    }
  }
}
