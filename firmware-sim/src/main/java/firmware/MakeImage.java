package firmware;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes and signs an image for simulated devices, as their maker would. */
@Command(
    name = "make-image",
    mixinStandardHelpOptions = true,
    description = "Makes an image and its signature; and the maker's key, if there is none yet.")
final class MakeImage implements Callable<Integer> {
  @Option(
      names = "--version-name",
      required = true,
      paramLabel = "TEXT",
      description = "such as \"mogador-sim 1.1\"")
  private String version = "";

  @Option(names = "--key", required = true, paramLabel = "FILE", description = "the maker's key")
  private Path key = Path.of("maker.key");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "the image; its signature goes to FILE.sig")
  private Path out = Path.of("image.bin");

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      description = "of the program (default ${DEFAULT-VALUE})",
      defaultValue = "200000")
  private int size;

  @Option(names = "--broken", description = "an image that does not start")
  private boolean broken;

  private final PrintStream said;

  MakeImage(PrintStream said) {
    this.said = said;
  }

  @Override
  public Integer call() throws IOException, GeneralSecurityException {
    Maker maker = Maker.in(key);
    byte[] image = image(version, !broken, size);
    Files.write(out, image);
    Files.writeString(out.resolveSibling(out.getFileName() + ".sig"), maker.sign(image) + "\n");
    said.println("maker-key " + maker.publicKey());
    return 0;
  }

  /** Content that is different each time, as no two builds are alike. */
  static byte[] image(String version, boolean starts, int size) {
    byte[] header =
        (Messages.JSON
                    .createObjectNode()
                    .put("model", Firmware.MODEL)
                    .put("version", version)
                    .put("starts", starts)
                + "\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] program = new byte[size];
    new SecureRandom().nextBytes(program);
    byte[] image = Arrays.copyOf(header, header.length + size);
    System.arraycopy(program, 0, image, header.length, size);
    return image;
  }

  /** Who signs images. */
  record Maker(KeyPair keys) {
    static Maker fresh() throws GeneralSecurityException {
      return new Maker(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    }

    /** The one whose key is in this file, which is made if there is none. */
    static Maker in(Path file) throws IOException, GeneralSecurityException {
      if (Files.exists(file)) {
        String[] lines = Files.readString(file).split("\n", -1);
        if (lines.length < 2) throw new IOException(file + " is not a maker's key");
        var factory = KeyFactory.getInstance("Ed25519");
        return new Maker(
            new KeyPair(
                Firmware.makerKey(lines[1]),
                factory.generatePrivate(
                    new PKCS8EncodedKeySpec(HexFormat.of().parseHex(lines[0])))));
      }
      Maker maker = fresh();
      // Whole or not at all: half a key would be in the way for ever.
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          fresh,
          HexFormat.of().formatHex(maker.keys.getPrivate().getEncoded())
              + "\n"
              + maker.publicKey()
              + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      return maker;
    }

    /** 32 bytes in hexadecimal, as devices have it. */
    String publicKey() {
      byte[] encoded = keys.getPublic().getEncoded();
      return HexFormat.of().formatHex(encoded, encoded.length - 32, encoded.length);
    }

    String sign(byte[] image) throws GeneralSecurityException {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(image);
      return HexFormat.of().formatHex(signature.sign());
    }
  }
}
