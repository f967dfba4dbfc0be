package mogador.web;

import java.util.function.IntFunction;

/** A room of 35 seats, drawn as a plan is: classes say states, nothing is styled in place. */
final class SamplePlan {
  private SamplePlan() {}

  static String svg(IntFunction<String> state) {
    var svg = new StringBuilder();
    svg.append("<svg class=\"plan\" role=\"img\" viewBox=\"0 0 1400 760\">");
    svg.append("<title>Plan</title><rect class=\"hall\" width=\"1400\" height=\"760\"/>");
    svg.append("<path class=\"wall\" d=\"M10 10H1390V750H10z\"/>");
    for (int i = 1; i <= 35; i++) {
      int x = 80 + ((i - 1) % 9) * 145;
      int y = 90 + ((i - 1) / 9) * 170;
      svg.append(
          "<g class=\"space position %s\" data-space=\"essaouira/p-%02d\"><rect class=\"shape\" x=\"%d\" y=\"%d\" width=\"90\" height=\"90\" rx=\"12\"/><text class=\"name\" font-size=\"34\" x=\"%d\" y=\"%d\">%02d</text></g>"
              .formatted(state.apply(i), i, x, y, x + 45, y + 55, i));
    }
    return svg.append("</svg>").toString();
  }
}
