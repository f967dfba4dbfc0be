package firmware;

import java.security.GeneralSecurityException;
import java.util.HexFormat;

/** Who makes and signs the firmware of simulated devices, for tests. */
public final class TestMaker {
  private final MakeImage.Maker maker;

  public TestMaker() {
    try {
      maker = MakeImage.Maker.fresh();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public byte[] image(String version, boolean starts) {
    return MakeImage.image(version, starts, 100_000);
  }

  public byte[] sign(byte[] image) throws GeneralSecurityException {
    return HexFormat.of().parseHex(maker.sign(image));
  }

  String publicKey() {
    return maker.publicKey();
  }
}
