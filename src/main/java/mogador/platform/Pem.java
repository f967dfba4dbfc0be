package mogador.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Certificates and keys from PEM files; whatever cannot be used is named. */
public final class Pem {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA");
  private static final char[] NONE = {};

  private Pem() {}

  /**
   * What one shows of oneself.
   *
   * @param certificate with those that lead to its authority, in order
   * @param key in PKCS #8, unencrypted, EC or RSA
   */
  public record Identity(Path certificate, Path key) {}

  /**
   * Makes sockets under TLS 1.2 or 1.3.
   *
   * @param authorities whom to trust; without a file those that Java knows
   * @param own shown to whoever asks for a certificate
   * @throws IllegalArgumentException naming the file that cannot be used
   */
  public static SSLSocketFactory sockets(Optional<Path> authorities, Optional<Identity> own) {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init((KeyStore) null);
      if (authorities.isPresent()) trust.init(trusting(authorities.get()));
      var keys = new KeyManager[0];
      if (own.isPresent()) {
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(showing(own.get(), NONE), NONE);
        keys = factory.getKeyManagers();
      }
      var context = SSLContext.getInstance("TLS");
      context.init(keys, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("TLS cannot be used: " + e.getMessage(), e);
    }
  }

  /** A PKCS #12 store of whom to trust. */
  static KeyStore trusting(Path authorities) {
    KeyStore store = store();
    int number = 0;
    try {
      for (Certificate each : certificates(authorities)) {
        store.setCertificateEntry("authority-" + number++, each);
      }
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(authorities + ": " + e.getMessage(), e);
    }
  }

  /** A PKCS #12 store of what one shows. */
  static KeyStore showing(Identity own, char[] password) {
    KeyStore store = store();
    try {
      Certificate[] chain = certificates(own.certificate()).toArray(Certificate[]::new);
      store.setKeyEntry("own", key(own.key()), password, chain);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(own.certificate() + ": " + e.getMessage(), e);
    }
  }

  private static KeyStore store() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, NONE);
      return store;
    } catch (GeneralSecurityException | IOException impossible) {
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

  private static PrivateKey key(Path file) {
    try {
      Matcher found = KEY.matcher(Files.readString(file));
      if (found.find()) {
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        for (String algorithm : ALGORITHMS) {
          Optional<PrivateKey> key = key(algorithm, encoded);
          if (key.isPresent()) return key.get();
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        file
            + " has no key of EC or RSA in PKCS #8, unencrypted;"
            + " openssl pkcs8 -topk8 -nodes makes one of others");
  }

  private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec encoded) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
    } catch (GeneralSecurityException another) {
      return Optional.empty();
    }
  }
}
