package mogador.sites;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mogador.kernel.Language;
import mogador.web.Svg;

/**
 * A floor's plan as SVG, to stand inline in a page. It is styled by {@code plan.css} alone: a space
 * is a {@code <g id="s-p-07" data-space="essaouira/p-07" class="space position free">}, so that a
 * change of state is a change of class.
 */
public final class PlanSvg {
  /** The classes plan.css knows, each with a sign or a pattern of its own beside its colour. */
  public static final List<String> STATES =
      List.of(
          "free",
          "taken",
          "chosen",
          "booked",
          "occupied",
          "squatted",
          "vacant",
          "unknown",
          "closed",
          "unbookable",
          "standing",
          "away");

  private PlanSvg() {}

  /**
   * What is said of a space.
   *
   * @param state one of {@link #STATES}, or blank for a space nothing is said of
   * @param word the state in the reader's language
   * @param href where a click or Enter leads
   */
  public record Mark(String state, String word, Optional<String> href) {
    public static final Mark NONE = new Mark("", "", Optional.empty());

    boolean silent() {
      return state.isBlank();
    }
  }

  /**
   * Draws a floor, with what {@code marks} says of each of its spaces.
   *
   * @throws IllegalArgumentException if the site has no such floor
   */
  public static String draw(
      Site site, String floor, Language language, Function<Space, Mark> marks) {
    Floor level =
        site.floor(floor).orElseThrow(() -> new IllegalArgumentException("no floor " + floor));
    String id = "plan-" + site.id() + "-" + floor;
    Svg svg = new Svg();
    svg.add("<svg class=\"plan\" viewBox=\"0 0 %d %d\"", level.width(), level.height())
        .add(" xmlns=\"http://www.w3.org/2000/svg\" lang=\"%s\"", language.code())
        .add(" direction=\"%s\"", language.rightToLeft() ? "rtl" : "ltr")
        .add(" role=\"group\" aria-label=\"")
        .add(Svg.escape(level.name().in(language)))
        .add("\">");
    PlanSigns.define(svg, id);
    PlanDecor decor = new PlanDecor(svg, id, language);
    svg.add("<g aria-hidden=\"true\">");
    decor.ground(level.decor());
    svg.add("</g>");
    Map<Long, Mark> said = new HashMap<>();
    for (Space space : site.spaces()) {
      if (space.floor().equals(floor)) said.put(space.id(), marks.apply(space));
    }
    Function<Space, Mark> known = space -> said.getOrDefault(space.id(), Mark.NONE);
    PlanSpaces spaces = new PlanSpaces(svg, id, site, language, known);
    List<Space> here =
        site.spaces().stream()
            .filter(space -> space.floor().equals(floor))
            .sorted(Comparator.comparingInt(space -> layer(space, known)))
            .toList();
    for (Space space : here) spaces.draw(space);
    svg.add("<g aria-hidden=\"true\" class=\"above\">");
    decor.walls(level.decor());
    for (Door door : site.doors()) if (door.floor().equals(floor)) PlanDoor.draw(svg, door);
    svg.add("</g>");
    for (Space space : here) spaces.drawJoint(space);
    return svg.add("</svg>").toString();
  }

  private static int layer(Space space, Function<Space, Mark> marks) {
    return switch (space.kind()) {
      case OPEN_SPACE -> 0;
      case OFFICE, MEETING_ROOM, EVENT_ROOM, PHONE_BOOTH -> 1;
      case TABLE -> marks.apply(space).silent() ? 2 : 4;
      case POSITION -> 3;
    };
  }
}
