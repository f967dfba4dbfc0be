package mogador.fleet;

import io.vertx.core.buffer.Buffer;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import mogador.sites.DeviceKind;

/**
 * An image that somebody wishes to add, with its maker's signature. That the signature is the
 * maker's own is not looked at here: who makes a device's firmware the device alone knows.
 *
 * @param signature 64 bytes
 */
public record NewFirmware(DeviceKind kind, String version, Buffer image, Buffer signature) {
  /** What the smallest device has room for, in bytes. */
  public static final int LARGEST = 8 * 1024 * 1024;

  /** Of a file with a signature, in bytes; what a text editor leaves around it has room. */
  public static final int LARGEST_SIGNATURE = 1_024;

  static final int LONGEST_VERSION = 64;

  private static final Pattern VERSION = Pattern.compile("\\P{C}{1," + LONGEST_VERSION + "}");
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");

  /** What can be wrong, and with which part of it. */
  public enum Fault {
    KIND_UNKNOWN("kind", "There is no such kind of device."),
    VERSION_MALFORMED(
        "version", "A version has from 1 to 64 characters, and no control characters."),
    VERSION_KNOWN("version", "There is firmware of this version for this kind of device."),
    IMAGE_EMPTY("image", "The image is empty."),
    IMAGE_TOO_LARGE("image", "The image is larger than 8 MiB."),
    IMAGE_KNOWN("image", "This very image is known, as another version or for another kind."),
    SIGNATURE_MALFORMED("signature", "The signature is not 64 bytes in hexadecimal.");

    private final String field;
    private final String words;

    Fault(String field, String words) {
      this.field = field;
      this.words = words;
    }

    public String field() {
      return field;
    }

    /** In English, for the command. */
    public String words() {
      return words;
    }

    /** As {@code image_too_large}, for messages. */
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What somebody gave, understood or not. */
  public sealed interface Read {
    record Good(NewFirmware firmware) implements Read {}

    /** At most one fault for each part. */
    record Faulty(Set<Fault> faults) implements Read {
      public Faulty {
        faults = Set.copyOf(faults);
      }
    }
  }

  /**
   * Reads what somebody gave.
   *
   * @param kind by its code
   * @param image as it is; of one that is too large its beginning is enough, if that is too large
   * @param signature in lower-case hexadecimal, with blanks around it or without
   */
  public static Read read(String kind, String version, Buffer image, Buffer signature) {
    var faults = EnumSet.noneOf(Fault.class);
    Optional<DeviceKind> known = DeviceKind.of(kind).filter(DeviceKind::isOwn);
    if (known.isEmpty()) faults.add(Fault.KIND_UNKNOWN);
    String said = version.strip();
    if (!VERSION.matcher(said).matches()) faults.add(Fault.VERSION_MALFORMED);
    if (image.length() == 0) faults.add(Fault.IMAGE_EMPTY);
    if (image.length() > LARGEST) faults.add(Fault.IMAGE_TOO_LARGE);
    String signed = signature.toString().strip();
    if (!SIGNATURE.matcher(signed).matches()) faults.add(Fault.SIGNATURE_MALFORMED);
    if (known.isEmpty() || !faults.isEmpty()) return new Read.Faulty(faults);
    return new Read.Good(
        new NewFirmware(known.get(), said, image, Buffer.buffer(HexFormat.of().parseHex(signed))));
  }
}
