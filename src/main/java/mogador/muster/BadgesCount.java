package mogador.muster;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.access.Forgotten;
import mogador.platform.Sql;
import mogador.sites.Door;
import mogador.sites.Site;

/**
 * Which signs that come from a badge still count: not those until a reset. That somebody booked,
 * was received or sits where a sensor sees it says so by itself and stays.
 */
final class BadgesCount {
  private final Site site;
  private final Forgotten forgotten;

  BadgesCount(Site site, Forgotten forgotten) {
    this.site = site;
    this.forgotten = forgotten;
  }

  boolean counts(Sign.LetIn sign) {
    String zone = site.door(sign.door()).map(Door::to).orElse("");
    return !forgotten.covers(site.id(), sign.person(), zone, sign.at());
  }

  /** The same bookings; who came for one only by a badge that does not count has not come. */
  List<Sign.Booked> booked(Sql sql, List<Sign.Booked> signs) {
    if (forgotten.equals(Forgotten.NOTHING)) return signs;
    record Came(UUID person, Instant at) {}
    Set<Instant> instants = new HashSet<>();
    signs.forEach(sign -> sign.came().ifPresent(instants::add));
    Set<Came> gone = new HashSet<>();
    for (Sign.LetIn badge : InsideStore.letInAt(sql, site.id(), instants)) {
      if (!counts(badge)) gone.add(new Came(badge.person(), badge.at()));
    }
    return signs.stream()
        .map(
            sign ->
                sign.came().filter(at -> gone.contains(new Came(sign.person(), at))).isPresent()
                    ? new Sign.Booked(sign.person(), sign.space(), sign.slot(), Optional.empty())
                    : sign)
        .toList();
  }
}
