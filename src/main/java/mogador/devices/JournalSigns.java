package mogador.devices;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import mogador.access.Doorway;
import mogador.occupancy.Sign;
import mogador.occupancy.SignStore;
import mogador.occupancy.Signal;
import mogador.platform.Sql;
import mogador.sites.Network;

/**
 * Who was let in at a space's own door is a sign of somebody there, who went out by it one of
 * somebody gone; kept with the event.
 */
public final class JournalSigns implements JournalListener {
  private final Supplier<Network> network;
  private final Clock clock;
  private volatile Doors doors = new Doors(Optional.empty(), Map.of(), Set.of());

  /** What follows from a network, until there is another one. */
  private record Doors(Optional<Network> of, Map<Doorway.Key, Long> own, Set<DeviceId> inner) {}

  public JournalSigns(Supplier<Network> network, Clock clock) {
    this.network = network;
    this.clock = clock;
  }

  @Override
  public void stored(Sql sql, News news) {
    List<Sign> signs = new ArrayList<>();
    Doors now = doors();
    for (StoredEvent event : news.events()) {
      if (!event.kind().equals("granted")) continue;
      Long space = now.own().get(new Doorway.Key(event.site(), event.door().orElse("")));
      if (space == null) continue;
      boolean out = now.inner().contains(new DeviceId(event.site(), event.device()));
      Signal.Kind kind = out ? Signal.Kind.LEFT : Signal.Kind.BADGE;
      var signal = new Signal(event.device(), kind, event.happenedAt());
      signs.add(new Sign(event.site(), space, signal));
    }
    if (!signs.isEmpty()) SignStore.keep(sql, signs, clock.instant());
  }

  private Doors doors() {
    Network now = network.get();
    Doors known = doors;
    if (known.of().filter(of -> of == now).isPresent()) return known;
    var fresh = new Doors(Optional.of(now), Watch.ownDoors(now), Watch.innerReaders(now));
    doors = fresh;
    return fresh;
  }
}
