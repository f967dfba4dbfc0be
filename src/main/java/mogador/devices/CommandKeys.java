package mogador.devices;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that commands and lists are signed with: one for each device and password, made from the
 * installation's own and kept nowhere. A device that gets a new password gets a new key.
 */
public final class CommandKeys {
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] installation;

  /** With the installation's key, at least 16 bytes. */
  public CommandKeys(byte[] installation) {
    if (installation.length < 16) {
      throw new IllegalArgumentException("the installation's key has less than 16 bytes");
    }
    this.installation = installation.clone();
  }

  /** What a device is given with this password: 32 bytes in hexadecimal. */
  public String of(String site, String code, String password) {
    String hash = DevicePasswords.hexHash(password);
    return HexFormat.of().formatHex(key(new DeviceId(site, code), hash));
  }

  /**
   * Signs what a device is told, as section 8 of the device protocol says; in hexadecimal.
   *
   * @param below the topic below the device's root
   */
  String signature(DeviceId device, String secretHash, String below, String text) {
    byte[] mac = mac(key(device, secretHash), device.topic(below) + "\n" + text);
    return HexFormat.of().formatHex(mac);
  }

  /** A device's password that only whoever has the installation's key can make again. */
  String password(DeviceId device, byte[] salt) {
    String from = "mogador device password 1\n" + device + "\n" + HexFormat.of().formatHex(salt);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(installation, from));
  }

  /** As the code of a device is kept: nobody finds it from this without the key. */
  public byte[] codeHash(String code) {
    return mac(installation, "mogador device code 1\n" + code);
  }

  /**
   * Whether a device shows that it has its key, as section 11 of the device protocol says.
   *
   * @param secretHash of its password
   */
  public boolean isProof(String site, String code, byte[] secretHash, String text, String proof) {
    byte[] own = key(new DeviceId(site, code), HexFormat.of().formatHex(secretHash));
    byte[] wanted = mac(own, "mogador renewal 1\n" + site + "/" + code + "\n" + text);
    return MessageDigest.isEqual(
        HexFormat.of().formatHex(wanted).getBytes(StandardCharsets.US_ASCII),
        proof.getBytes(StandardCharsets.US_ASCII));
  }

  private byte[] key(DeviceId device, String secretHash) {
    return mac(installation, "mogador command key 1\n" + device + "\n" + secretHash);
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
