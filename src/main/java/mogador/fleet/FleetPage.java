package mogador.fleet;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * The devices of a site, for its managers: {@code GET /ops/SITE/fleet}.
 *
 * @param rows trouble first
 * @param doors where a new reader may be
 * @param spaces what any other new device may watch
 * @param said the device just locked out
 * @param issued what a device taken up again needs, shown this once
 */
public record FleetPage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    List<Row> rows,
    List<Choice> doors,
    List<Choice> spaces,
    Optional<String> said,
    Optional<Issued> issued) {
  /**
   * A device.
   *
   * @param name what it watches
   * @param remote whether another network speaks for it, so that it has no password
   * @param state online, offline, unknown, decommissioned
   * @param clock right, off, unset, untold
   * @param clockMinutes how far the clock is off, ahead or behind
   * @param held the sequences its journal held, as {@code 17–18}
   * @param alarms the codes of open ones
   */
  public record Row(
      String code,
      LocalText name,
      String kind,
      boolean remote,
      String state,
      Optional<LocalDateTime> seen,
      Optional<String> firmware,
      String clock,
      Optional<Long> clockMinutes,
      Optional<String> held,
      Optional<Long> stored,
      Optional<Integer> battery,
      boolean batteryLow,
      Optional<String> list,
      List<String> alarms,
      Optional<LockedOut> lockedOut) {
    public Row {
      alarms = List.copyOf(alarms);
    }
  }

  /** That a device exchanges for its keys, until that time of day. */
  public record Code(String text, LocalTime until) {
    @Override
    public String toString() {
      return "Code until " + until;
    }
  }

  public record LockedOut(LocalDateTime at, String by) {}

  /** To be given to the device; kept nowhere. */
  public record Issued(
      String device, String user, String password, String commandKey, String credentialKey) {
    @Override
    public String toString() {
      return "Issued " + user;
    }
  }

  public FleetPage {
    sites = List.copyOf(sites);
    rows = List.copyOf(rows);
    doors = List.copyOf(doors);
    spaces = List.copyOf(spaces);
  }

  /** How many are in a state. */
  public long count(String state) {
    return rows.stream().filter(row -> row.state().equals(state)).count();
  }
}
