package firmware;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Whose brokers the devices trust, and what they show these of themselves; all from PEM files. */
final class Tls {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final char[] NONE = {};

  private final TrustManager[] trusted;
  private final Optional<Path> certificates;
  private final SSLContext nameless;
  private final Map<String, SSLContext> contexts = new ConcurrentHashMap<>();

  private Tls(TrustManager[] trusted, Optional<Path> certificates) throws GeneralSecurityException {
    this.trusted = trusted;
    this.certificates = certificates;
    nameless = context(new KeyManager[0]);
  }

  /**
   * Reads the authorities.
   *
   * @param ca a file of certificates of authorities; without one those that Java knows
   * @param certificates a folder with {@code SITE/CODE.crt} and {@code SITE/CODE.key} (PKCS #8) of
   *     those devices that connect by a certificate
   * @throws IllegalArgumentException naming the file that cannot be used
   */
  static Tls of(Optional<Path> ca, Optional<Path> certificates) {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      if (ca.isPresent()) factory.init(store(certificates(ca.get())));
      return new Tls(factory.getTrustManagers(), certificates);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("TLS cannot be used: " + e.getMessage(), e);
    }
  }

  /** Whether the device has a certificate of its own, and so needs no password. */
  boolean isCertified(DeviceSpec device) {
    return certificates.isPresent() && Files.exists(file(device, ".crt"));
  }

  /** A line of this device's. */
  Plug plug(DeviceSpec device) {
    SSLContext context =
        isCertified(device)
            ? contexts.computeIfAbsent(device.name(), name -> certified(device))
            : nameless;
    return new TlsCable(context.getSocketFactory());
  }

  private SSLContext certified(DeviceSpec device) {
    try {
      Path file = file(device, ".crt");
      List<Certificate> chain = certificates(file);
      var store = store(List.of());
      store.setKeyEntry(
          "device", key(file(device, ".key")), NONE, chain.toArray(Certificate[]::new));
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NONE);
      return context(keys.getKeyManagers());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(device + "'s certificate: " + e.getMessage(), e);
    }
  }

  private SSLContext context(KeyManager[] keys) throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(keys, trusted, null);
    return context;
  }

  private Path file(DeviceSpec device, String ending) {
    return certificates.orElseThrow().resolve(device.site()).resolve(device.code() + ending);
  }

  private static KeyStore store(List<Certificate> trusted) throws GeneralSecurityException {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, NONE);
      for (int i = 0; i < trusted.size(); i++) {
        store.setCertificateEntry("authority-" + i, trusted.get(i));
      }
      return store;
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<Certificate> certificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      List<Certificate> read =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (!read.isEmpty()) return read;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(file + " has no certificate: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(file + " has no certificate");
  }

  private static PrivateKey key(Path file) throws GeneralSecurityException {
    try {
      Matcher found = KEY.matcher(Files.readString(file));
      if (!found.find()) {
        throw new IllegalArgumentException(file + " has no private key in PKCS #8, unencrypted");
      }
      var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
      for (String algorithm : List.of("EC", "RSA")) {
        Optional<PrivateKey> key = key(algorithm, spec);
        if (key.isPresent()) return key.get();
      }
      throw new IllegalArgumentException(file + " is a key of neither EC nor RSA");
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Empty if it is a key of another kind. */
  private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec spec)
      throws NoSuchAlgorithmException {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
    } catch (InvalidKeySpecException another) {
      return Optional.empty();
    }
  }
}
