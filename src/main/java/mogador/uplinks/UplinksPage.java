package mogador.uplinks;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * Sensors behind other networks, for a site's managers: {@code GET /ops/SITE/uplinks}.
 *
 * @param sources the network servers that are listened to
 * @param spaces what a device may watch
 * @param strangers those nobody has adopted, the latest first, {@link #SHOWN} at most
 * @param more how many strangers there are besides
 * @param looked what was looked for among them
 * @param said the device just adopted or let go
 */
public record UplinksPage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    List<Source> sources,
    List<Choice> spaces,
    List<String> codecs,
    List<String> signals,
    List<Stranger> strangers,
    int more,
    String looked,
    List<Adopted> devices,
    Optional<Said> said) {
  /** Each has a form of its own. */
  public static final int SHOWN = 20;

  /** A network server. */
  public record Source(String name, String kind, boolean connected) {}

  /**
   * What a device said.
   *
   * @param signal what it means, or probably means; empty for nothing of ours
   */
  public record Field(String name, String value, String signal) {}

  /**
   * What was heard of a device.
   *
   * @param payload its last one, in hexadecimal
   * @param refused why that could not be read
   */
  public record Last(
      String eui,
      String source,
      String name,
      String application,
      String model,
      Optional<LocalDateTime> at,
      int port,
      String payload,
      List<Field> fields,
      Optional<String> refused) {
    public Last {
      fields = List.copyOf(fields);
    }

    /** As people know it: by its name in its network, or else by its EUI. */
    public String title() {
      return name.isEmpty() ? eui : name;
    }
  }

  /**
   * One that nobody has adopted.
   *
   * @param silent after how many minutes it is usually missed
   */
  public record Stranger(Last last, String codec, long silent) {}

  /**
   * A device of the site.
   *
   * @param silent whether it is missed
   * @param state occupied, vacant, open, closed, or none
   * @param byFile whether the site's file has adopted it, and not a manager
   */
  public record Adopted(
      Last last,
      String device,
      LocalText space,
      String codec,
      boolean silent,
      String state,
      boolean byFile) {}

  /** That a device was {@code adopted} or {@code let_go}. */
  public record Said(String what, String device) {}

  public UplinksPage {
    sites = List.copyOf(sites);
    sources = List.copyOf(sources);
    spaces = List.copyOf(spaces);
    codecs = List.copyOf(codecs);
    signals = List.copyOf(signals);
    strangers = List.copyOf(strangers);
    devices = List.copyOf(devices);
  }
}
