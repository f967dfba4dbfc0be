package mogador.layouts;

import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mogador.layouts.ChangeLayout.Word;
import mogador.layouts.Settle.Choice;
import mogador.platform.Ids;
import mogador.sites.Point;
import mogador.sites.Shape;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.FormBody;
import mogador.web.Problem;

/**
 * The editor's form. With a script all seats come as one text, {@code p-07 700 1100;p-08 away};
 * without one only boxes say which are put away.
 */
final class LayoutForm {
  private static final int LONGEST = 8_000;
  private static final Pattern SEAT =
      Pattern.compile("([a-z0-9][a-z0-9-]{0,39}) (?:away|(\\d{1,7}) (\\d{1,7}))");
  private static final String CHOICE = "choice-";
  private static final String CANCEL = "cancel";

  private LayoutForm() {}

  static LayoutWish wish(RoutingContext ctx, Site site) {
    FormBody form = FormBody.of(ctx);
    String floor = form.required("floor", 40);
    LocalDate from = form.requiredDate("from");
    Optional<String> seats = form.text("seats", LONGEST);
    return new LayoutWish(
        floor,
        from,
        seats.isPresent() ? read(seats.get()) : boxes(ctx, site.arranged(from), site, floor));
  }

  /** The same as the script would send it. */
  static String text(LayoutWish wish) {
    return wish.seats().stream()
        .map(
            seat ->
                seat.code() + seat.corner().map(at -> " " + at.x() + " " + at.y()).orElse(" away"))
        .collect(Collectors.joining(";"));
  }

  private static List<LayoutWish.Seat> read(String text) {
    var seats = new ArrayList<LayoutWish.Seat>();
    for (String one : text.split(";", -1)) {
      Matcher seat = SEAT.matcher(one);
      if (!seat.matches()) {
        throw new Problem.Fault(
            Problem.of(400, "field_malformed", "The seats could not be read.").field("seats"));
      }
      seats.add(
          new LayoutWish.Seat(
              seat.group(1),
              Optional.ofNullable(seat.group(2))
                  .map(x -> new Point(Integer.parseInt(x), Integer.parseInt(seat.group(3))))));
    }
    return seats;
  }

  private static List<LayoutWish.Seat> boxes(
      RoutingContext ctx, Site arranged, Site site, String floor) {
    Set<String> away = new HashSet<>(ctx.request().formAttributes().getAll("away"));
    return CheckLayout.seats(site, floor).stream()
        .map(
            seat ->
                new LayoutWish.Seat(
                    seat.code(),
                    away.contains(seat.code())
                        ? Optional.empty()
                        : Optional.of(corner(arranged, seat))))
        .toList();
  }

  /** Where a seat stands; where the site file has it when it is put away. */
  static Point corner(Site arranged, Space seat) {
    Shape shape = arranged.space(seat.code()).flatMap(Space::shape).or(seat::shape).orElseThrow();
    return new Point(shape.left(), shape.top());
  }

  /** What is said to a proposal. */
  static Word word(RoutingContext ctx) {
    FormBody form = FormBody.of(ctx);
    var choices = new ArrayList<Choice>();
    for (String name : ctx.request().formAttributes().names()) {
      if (!name.startsWith(CHOICE)) continue;
      Optional<UUID> booking = Ids.parse(name.substring(CHOICE.length()));
      Optional<String> chosen = form.text(name, 100);
      if (booking.isEmpty() || chosen.isEmpty()) continue;
      choices.add(new Choice(booking.get(), chosen.filter(to -> !to.equals(CANCEL))));
    }
    return new Word(form.text("version", 64), choices, form.text("reason", 500));
  }
}
