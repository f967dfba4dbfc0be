package mogador.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.utils.CertificateUtil;

/** The embedded broker's TLS: its own certificate, and whose devices it knows by theirs. */
final class BrokerCertificates {
  private BrokerCertificates() {}

  /** What the acceptor's address says of it; the broker wants stores, in files. */
  static String parameters(EmbeddedBroker.Tls tls, Path folder) {
    String password = Ids.secret(24);
    var parameters =
        new StringBuilder(";sslEnabled=true;enabledProtocols=TLSv1.2,TLSv1.3")
            .append(";keyStoreType=PKCS12;keyStorePassword=")
            .append(password)
            .append(";keyStorePath=")
            .append(
                kept(
                    Pem.showing(tls.own(), password.toCharArray()),
                    password,
                    folder.resolve("own.p12")));
    tls.devices()
        .ifPresent(
            authorities ->
                parameters
                    .append(";wantClientAuth=true;trustStoreType=PKCS12;trustStorePassword=")
                    .append(password)
                    .append(";trustStorePath=")
                    .append(
                        kept(Pem.trusting(authorities), password, folder.resolve("trusted.p12"))));
    return parameters.toString();
  }

  /** They were read; a private key need not lie about. */
  static void forget(Path folder) throws IOException {
    for (String name : List.of("own.p12", "trusted.p12")) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  /** The common name of the certificate that the connection has proved to hold. */
  static Optional<String> name(RemotingConnection connection) {
    X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
    if (chain == null || chain.length == 0) return Optional.empty();
    try {
      List<String> names =
          new LdapName(chain[0].getSubjectX500Principal().getName())
              .getRdns().stream()
                  .filter(part -> part.getType().equalsIgnoreCase("CN"))
                  .map(Rdn::getValue)
                  .map(String::valueOf)
                  .toList();
      // Two names would be a choice of who one is.
      return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.of("");
    } catch (InvalidNameException e) {
      return Optional.of("");
    }
  }

  private static Path kept(KeyStore store, String password, Path file) {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
