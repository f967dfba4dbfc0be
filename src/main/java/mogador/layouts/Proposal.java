package mogador.layouts;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import mogador.layouts.PartiesApart.Party;
import mogador.platform.Ids;
import mogador.sites.SeatLayout;
import mogador.sites.Site;
import mogador.sites.Space;

/**
 * What a change of layout comes to, before anyone confirms it.
 *
 * @param before the site with its layouts as they are
 * @param after as they would be
 * @param floor whose layouts change
 * @param from the first day that is otherwise
 * @param to the day from which all is as before; empty when no later layout follows
 * @param broken bookings that lose their space, soonest first
 * @param apart parties that would no longer sit side by side
 */
record Proposal(
    Site before,
    Site after,
    String floor,
    LocalDate from,
    Optional<LocalDate> to,
    List<Broken> broken,
    List<Party> apart) {
  Proposal {
    broken = List.copyOf(broken);
    apart = List.copyOf(apart);
  }

  /** The seats that stand elsewhere from that day on. */
  List<Space> moved() {
    return seats(after).stream()
        .filter(seat -> seat.shape().isPresent())
        .filter(seat -> stood(seat).filter(was -> was.shape().isPresent()).isPresent())
        .filter(seat -> !stood(seat).orElseThrow().shape().equals(seat.shape()))
        .toList();
  }

  List<Space> putAway() {
    return seats(after).stream()
        .filter(seat -> seat.shape().isEmpty())
        .filter(seat -> stood(seat).filter(was -> was.shape().isPresent()).isPresent())
        .toList();
  }

  List<Space> broughtBack() {
    return seats(after).stream()
        .filter(seat -> seat.shape().isPresent())
        .filter(seat -> stood(seat).filter(was -> was.shape().isEmpty()).isPresent())
        .toList();
  }

  private List<Space> seats(Site site) {
    var codes = new TreeSet<String>();
    CheckLayout.seats(before.with(List.of()), floor).forEach(seat -> codes.add(seat.code()));
    return site.arranged(from).spaces().stream().filter(s -> codes.contains(s.code())).toList();
  }

  private Optional<Space> stood(Space seat) {
    return before.arranged(from).space(seat.code());
  }

  /**
   * Names what was seen: the layouts before and after, every broken booking as it was, and what was
   * proposed for it. Whoever confirms sends it back.
   */
  String version() {
    var seen = new StringJoiner("\n");
    seen.add(before.id()).add(floor);
    for (Site site : List.of(before, after)) {
      site.layouts(floor).stream()
          .sorted(Comparator.comparing(SeatLayout::from))
          .forEach(one -> seen.add(text(one)));
      seen.add("");
    }
    for (Broken one : broken) {
      seen.add(
          "%s %d %s %s"
              .formatted(
                  one.booking().id(),
                  one.booking().sequence(),
                  one.booking().status(),
                  one.proposed().map(Space::code).orElse("-")));
    }
    byte[] hash = Ids.sha256(seen.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 16);
  }

  private static String text(SeatLayout layout) {
    return layout.from()
        + " "
        + new TreeMap<>(layout.places())
        + " "
        + new TreeSet<>(layout.away());
  }
}
