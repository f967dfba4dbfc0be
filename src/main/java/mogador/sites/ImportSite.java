package mogador.sites;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mogador.platform.Sql;

/** Brings the database to what a site file says, or tells what stands against it. */
final class ImportSite {
  private ImportSite() {}

  /**
   * Within a transaction.
   *
   * @param listeners tell what else stands against it, and follow
   */
  static Sites.Import run(
      Sql sql, SiteDocument document, List<ImportListener> listeners, Instant now) {
    var store = new SitesStore(sql);
    store.lockImports();
    List<SitesStore.Kept> before = store.spaces(document.id());
    List<String> reasons = new ArrayList<>(obstacles(store, document, before, now));
    listeners.forEach(listener -> reasons.addAll(listener.obstacles(sql, document)));
    if (!reasons.isEmpty()) return new Sites.Refused(reasons);

    store.saveSite(document, now);
    store.saveSpaces(document);
    Set<Long> gone = gone(document, before);
    store.retire(gone, now);
    Map<String, Long> ids = new HashMap<>();
    for (SitesStore.Kept space : store.spaces(document.id())) ids.put(space.code(), space.id());
    store.saveComposition(atoms(document, ids));
    store.saveDevices(document, ids);
    listeners.forEach(listener -> listener.imported(sql, document, ids, now));
    store.tellAll(document.id());

    int all = document.spaces().size();
    Set<String> codes = before.stream().map(SitesStore.Kept::code).collect(Collectors.toSet());
    int kept = (int) document.spaces().stream().filter(s -> codes.contains(s.code())).count();
    return new Sites.Imported(all - kept, kept, gone.size());
  }

  private static Set<Long> gone(SiteDocument document, List<SitesStore.Kept> before) {
    Set<String> codes = new HashSet<>();
    document.spaces().forEach(space -> codes.add(space.code()));
    return before.stream()
        .filter(space -> !space.retired() && !codes.contains(space.code()))
        .map(SitesStore.Kept::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> obstacles(
      SitesStore store, SiteDocument document, List<SitesStore.Kept> before, Instant now) {
    Set<Long> gone = gone(document, before);
    Set<Long> remade = remade(store, document, before);
    Set<Long> touched = new TreeSet<>(gone);
    touched.addAll(remade);
    if (touched.isEmpty()) return List.of();
    store.lockClaims();
    Set<Long> held = store.held(touched, now);
    List<String> reasons = new ArrayList<>();
    for (SitesStore.Kept space : before) {
      if (!held.contains(space.id())) continue;
      String change = gone.contains(space.id()) ? "is gone from the file" : "has other parts";
      reasons.add(
          "%s/%s %s, but is booked, leased or closed from now on"
              .formatted(document.id(), space.code(), change));
    }
    return reasons;
  }

  /** The spaces in use whose atoms the file changes. */
  private static Set<Long> remade(
      SitesStore store, SiteDocument document, List<SitesStore.Kept> before) {
    Map<Long, Set<Long>> stored = store.atoms();
    Map<Long, String> codes = new HashMap<>();
    before.forEach(space -> codes.put(space.id(), space.code()));
    Map<String, Set<String>> wanted = composition(document).atoms();
    Set<Long> remade = new TreeSet<>();
    for (SitesStore.Kept space : before) {
      Set<String> atoms = new TreeSet<>();
      stored.getOrDefault(space.id(), Set.of()).forEach(atom -> atoms.add(codes.get(atom)));
      Set<String> now = wanted.get(space.code());
      if (now != null && !space.retired() && !now.equals(atoms)) remade.add(space.id());
    }
    return remade;
  }

  private static Composition composition(SiteDocument document) {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    document.spaces().forEach(space -> parts.put(space.code(), space.parts()));
    return new Composition(parts);
  }

  static Map<Long, Set<Long>> atoms(SiteDocument document, Map<String, Long> ids) {
    Map<Long, Set<Long>> atoms = new HashMap<>();
    composition(document)
        .atoms()
        .forEach((space, own) -> atoms.put(NetworkReader.id(ids, space), idsOf(ids, own)));
    return atoms;
  }

  private static Set<Long> idsOf(Map<String, Long> ids, Set<String> codes) {
    return codes.stream()
        .map(code -> NetworkReader.id(ids, code))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
