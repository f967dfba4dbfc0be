package mogador.sites;

import java.util.Comparator;
import java.util.stream.Stream;
import mogador.web.Svg;

/** What stands in a room, drawn faintly behind its name. */
final class PlanFurniture {
  private static final int CHAIR = 46;

  private PlanFurniture() {}

  static void draw(Svg svg, SpaceKind kind, Shape room, Point door) {
    svg.add("<g class=\"furnishing\">");
    switch (kind) {
      case OFFICE -> office(svg, room, door);
      case MEETING_ROOM -> meeting(svg, room);
      case EVENT_ROOM -> event(svg, room);
      case PHONE_BOOTH, POSITION, TABLE, OPEN_SPACE -> {}
    }
    svg.add("</g>");
  }

  private static void rect(Svg svg, int x, int y, int width, int height, int round) {
    svg.add("<rect x=\"%d\" y=\"%d\" width=\"%d\"", x, y, width)
        .add(" height=\"%d\" rx=\"%d\"/>", height, round);
  }

  private static void chair(Svg svg, int x, int y) {
    rect(svg, x - CHAIR / 2, y - CHAIR / 2, CHAIR, CHAIR, 16);
  }

  /** A desk in the corner farthest from the door, and one in the next where there is room. */
  private static void office(Svg svg, Shape room, Point door) {
    int right = room.right() - 148;
    int left = room.left() + 28;
    int top = room.top() + 28;
    int bottom = room.bottom() - 88;
    long desks = room.width() < 500 || room.height() < 400 ? 1 : 2;
    Stream.of(
            new Point(left, top),
            new Point(right, top),
            new Point(left, bottom),
            new Point(right, bottom))
        .sorted(
            Comparator.comparingDouble(
                (Point at) -> -Math.hypot(at.x() + 60 - door.x(), at.y() + 30 - door.y())))
        .limit(desks)
        .forEach(
            at -> {
              rect(svg, at.x(), at.y(), 120, 60, 6);
              chair(svg, at.x() + 60, at.y() == top ? at.y() + 90 : at.y() - 30);
            });
  }

  /** A long table with chairs on both of its long sides. */
  private static void meeting(Svg svg, Shape room) {
    int width = room.width() * 62 / 100;
    int height = room.height() * 40 / 100;
    int x = room.middle().x() - width / 2;
    int y = room.middle().y() - height / 2;
    rect(svg, x, y, width, height, 30);
    int chairs = width / 90;
    for (int i = 0; i < chairs; i++) {
      int at = x + width * (2 * i + 1) / (2 * chairs);
      chair(svg, at, y - 34);
      chair(svg, at, y + height + 34);
    }
  }

  /** A stage, and rows of chairs before it with an aisle between. */
  private static void event(Svg svg, Shape room) {
    int stage = room.right() - 150;
    rect(svg, stage, room.top() + room.height() / 5, 100, room.height() * 3 / 5, 10);
    for (int x = room.left() + 160; x < stage - 120; x += 95) {
      for (int y = room.top() + 90; y < room.bottom() - 60; y += 75) {
        if (Math.abs(y - room.middle().y()) > 130) chair(svg, x, y);
      }
    }
  }
}
