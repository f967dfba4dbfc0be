package firmware;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority for one test, made by the JDK's own keytool. */
public final class TestAuthority {
  private static final String PASSWORD = "throwaway";

  private final Path folder;
  private final Path store;

  /** Makes its key and certificate; all files are in this folder. */
  public TestAuthority(Path folder) throws Exception {
    this.folder = folder;
    Files.createDirectories(folder);
    store = folder.resolve("authority.p12");
    keytool("-alias", "ca", "-dname", "CN=A throwaway authority", "-ext", "bc:c");
    write(certificate(), List.of(opened().getCertificate("ca")));
  }

  /** Whom to trust, PEM. */
  public Path certificate() {
    return folder.resolve("ca.pem");
  }

  /** Where the certificates of its devices are. */
  Path folder() {
    return folder;
  }

  public Path certificateOf(String name) {
    return folder.resolve(name + ".crt");
  }

  public Path keyOf(String name) {
    return folder.resolve(name + ".key");
  }

  /** Issues a certificate to somebody, PEM, with its key. */
  public void issue(String name) throws Exception {
    String alias = alias(name);
    keytool("-alias", alias, "-signer", "ca", "-dname", "CN=" + name, "-ext", "san=dns:localhost");
    Files.createDirectories(certificateOf(name).getParent());
    write(certificateOf(name), List.of(opened().getCertificateChain(alias)));
    byte[] key = opened().getKey(alias, PASSWORD.toCharArray()).getEncoded();
    Files.writeString(keyOf(name), pem("PRIVATE KEY", key));
  }

  /** An acceptor's parameters: TLS as somebody, asking clients for certificates of this one. */
  String acceptor(String name, boolean askClients) throws Exception {
    Path trusted = folder.resolve("trusted.p12");
    var trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("ca", opened().getCertificate("ca"));
    try (OutputStream out = Files.newOutputStream(trusted)) {
      trust.store(out, PASSWORD.toCharArray());
    }
    return ";sslEnabled=true;keyStoreType=PKCS12;keyStorePath=%s;keyStorePassword=%s"
            .formatted(store, PASSWORD)
        + ";keyStoreAlias=%s;trustStoreType=PKCS12;trustStorePath=%s;trustStorePassword=%s"
            .formatted(alias(name), trusted, PASSWORD)
        + ";needClientAuth="
        + askClients;
  }

  private static String alias(String name) {
    return name.replace('/', '.');
  }

  private KeyStore opened() throws GeneralSecurityException, IOException {
    var opened = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      opened.load(in, PASSWORD.toCharArray());
    }
    return opened;
  }

  private void keytool(String... more) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-validity", "2", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError("keytool: " + printed);
    }
  }

  private static void write(Path file, List<Certificate> chain) throws Exception {
    var text = new StringBuilder();
    for (Certificate each : chain) text.append(pem("CERTIFICATE", each.getEncoded()));
    Files.writeString(file, text.toString());
  }

  private static String pem(String kind, byte[] bytes) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind);
  }
}
