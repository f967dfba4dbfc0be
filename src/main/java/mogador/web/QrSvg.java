package mogador.web;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.HexFormat;

/** A QR code as SVG, to be put on a page as it is. */
public final class QrSvg {
  /** Readers need this many light modules around. */
  private static final int QUIET = 4;

  private QrSvg() {}

  /**
   * Draws a text, one unit a module, always dark on light whatever the page's colours.
   *
   * @param label for who cannot see it
   * @throws IllegalArgumentException if the text is empty or longer than a QR code holds
   */
  public static String of(String text, String label) {
    ByteMatrix modules = modules(text);
    int size = modules.getWidth() + 2 * QUIET;
    var path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        if (modules.get(x, y) == 0) continue;
        int end = x;
        while (end < modules.getWidth() && modules.get(end, y) == 1) end++;
        path.append('M').append(x + QUIET).append(' ').append(y + QUIET);
        path.append('h').append(end - x).append("v1H").append(x + QUIET).append('z');
        x = end;
      }
    }
    return """
    <svg class="qr-code" role="img" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
    <title>%2$s</title><path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path fill="#000" d="%3$s"/></svg>\
    """
        .formatted(size, Svg.escape(label), path);
  }

  /**
   * The same as bare modules.
   *
   * @param bits row by row, 1 for dark, in hexadecimal, filled up with zeros
   */
  public record Modules(int size, String bits) {}

  /** For a page that draws one itself. */
  public static Modules modulesOf(String text) {
    ByteMatrix modules = modules(text);
    int size = modules.getWidth();
    byte[] bits = new byte[(size * size + 7) / 8];
    for (int i = 0; i < size * size; i++) {
      if (modules.get(i % size, i / size) == 1) bits[i / 8] |= (byte) (0x80 >> (i % 8));
    }
    return new Modules(size, HexFormat.of().formatHex(bits));
  }

  private static ByteMatrix modules(String text) {
    try {
      return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("no QR code for a text of " + text.length(), e);
    }
  }
}
