package mogador.devices;

import java.util.HexFormat;
import mogador.access.CredentialHash;
import mogador.access.CredentialKey;
import mogador.access.CredentialKind;

/**
 * A credential as a reader read it; used once and never stored.
 *
 * @param hex its bytes, upper case, leading zeros kept
 */
record PresentedCredential(CredentialKind kind, String hex) {
  static PresentedCredential read(MessageReader credential) {
    return new PresentedCredential(credential.kind("kind"), credential.hex("bytes"));
  }

  CredentialKey key(CredentialHash hash) {
    return hash.ofPresented(kind, bytes());
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** Without its bytes. */
  @Override
  public String toString() {
    return kind.code();
  }
}
