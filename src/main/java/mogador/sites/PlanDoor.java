package mogador.sites;

import mogador.web.Svg;

/** Doors as architects draw them: the opening, the leaf, the arc it swings through. */
final class PlanDoor {
  private static final int DOUBLE_FROM = 140;

  private PlanDoor() {}

  static void draw(Svg svg, Door door) {
    int half = door.width() / 2;
    svg.add("<g class=\"door\" transform=\"translate(%d %d)", door.at().x(), door.at().y())
        .add(" rotate(%d)\">", angle(door.opens()))
        .add("<path class=\"opening\" d=\"M%d 0H%d\"/>", -half, half);
    if (door.width() >= DOUBLE_FROM) {
      svg.add("<path class=\"swing\" d=\"M%d 0V%dA%d %d 0 0 1 0 0", -half, -half, half, half)
          .add("M%d 0V%dA%d %d 0 0 0 0 0\"/>", half, -half, half, half);
      svg.add("<path class=\"leaf\" d=\"M%d 0V%dM%d 0V%d\"/>", -half, -half, half, -half);
    } else {
      int width = door.width();
      svg.add(
          "<path class=\"swing\" d=\"M%d %dA%d %d 0 0 1 %d 0\"/>",
          -half, -width, width, width, half);
      svg.add("<path class=\"leaf\" d=\"M%d 0V%d\"/>", -half, -width);
    }
    svg.add("</g>");
  }

  /** From a leaf that swings north. */
  private static int angle(Door.Side side) {
    return switch (side) {
      case NORTH -> 0;
      case EAST -> 90;
      case SOUTH -> 180;
      case WEST -> 270;
    };
  }
}
