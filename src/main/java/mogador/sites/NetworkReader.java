package mogador.sites;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables of the inventory to the network in memory. */
final class NetworkReader {
  private NetworkReader() {}

  static Network read(SitesStore store) {
    Map<Long, Set<Long>> atoms = store.atoms();
    Map<String, Map<String, Long>> ids = new HashMap<>();
    List<Space> retired = new ArrayList<>();
    for (SitesStore.Kept space : store.spaces()) {
      ids.computeIfAbsent(space.site(), site -> new HashMap<>()).put(space.code(), space.id());
      if (space.retired()) retired.add(retired(space, atoms));
    }
    Map<String, List<SeatLayout>> layouts = store.layouts();
    List<Site> sites = new ArrayList<>();
    for (String json : store.documents()) {
      SiteDocument document = stored(json);
      sites.add(
          site(document, ids.getOrDefault(document.id(), Map.of()), atoms)
              .with(layouts.getOrDefault(document.id(), List.of())));
    }
    return new Network(sites, retired);
  }

  private static SiteDocument stored(String json) {
    return switch (SiteFile.check(json)) {
      case SiteFile.Good(SiteDocument document) -> document;
      case SiteFile.Bad(List<Complaint> complaints) ->
          throw new IllegalStateException(
              "a stored site is not readable by this version: import its file again; "
                  + complaints.getFirst());
    };
  }

  static Site site(SiteDocument document, Map<String, Long> ids, Map<Long, Set<Long>> atoms) {
    return new Site(
        document,
        document.spaces().stream().map(plot -> space(document, plot, ids, atoms)).toList());
  }

  private static Space space(
      SiteDocument document,
      SiteDocument.Plot plot,
      Map<String, Long> ids,
      Map<Long, Set<Long>> atoms) {
    long id = id(ids, plot.code());
    return new Space(
        id,
        document.id(),
        plot.code(),
        plot.kind(),
        plot.floor(),
        plot.zone(),
        plot.name(),
        plot.capacity(),
        plot.areaCm2(),
        plot.features(),
        plot.bookable(),
        plot.parts(),
        List.copyOf(atoms.getOrDefault(id, Set.of(id))),
        Optional.of(plot.shape()),
        Optional.of(plot.label()),
        false);
  }

  private static Space retired(SitesStore.Kept space, Map<Long, Set<Long>> atoms) {
    return new Space(
        space.id(),
        space.site(),
        space.code(),
        space.kind(),
        space.floor(),
        space.zone(),
        space.name(),
        space.capacity(),
        space.areaCm2(),
        List.of(),
        space.bookable(),
        List.of(),
        List.copyOf(atoms.getOrDefault(space.id(), Set.of(space.id()))),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  static long id(Map<String, Long> ids, String code) {
    return Optional.ofNullable(ids.get(code)).orElseThrow();
  }
}
