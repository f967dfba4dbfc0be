package mogador.reporting;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import mogador.kernel.LocalText;
import mogador.occupancy.UseHistory;
import mogador.reporting.UsePage.Compared;
import mogador.reporting.UsePage.Heat;
import mogador.reporting.UsePage.Points;
import mogador.reporting.UsePage.PointsRow;
import mogador.reporting.UsePage.Row;
import mogador.sites.Floor;
import mogador.sites.Site;
import mogador.sites.SpaceKind;
import mogador.web.Choice;

/** Use as its page shows it. Pure. */
final class UseView {
  private UseView() {}

  static UsePage of(
      ManagedSite managed,
      UseAnswer answer,
      Optional<UseWith> with,
      Optional<UseCompared> compared) {
    Site site = managed.site();
    List<UseHistory.Hour> beside = compared.map(it -> it.with().hours()).orElse(List.of());
    boolean isOtherSite = with.filter(it -> !it.asked().site().equals(site)).isPresent();
    Heat heat = heat(answer, beside, isOtherSite);
    boolean hasGroups = with.filter(it -> it.code().startsWith(UseWith.FLOOR)).isEmpty();
    return new UsePage(
        site.id(),
        site.name(),
        managed.choices(),
        answer.period().from(),
        answer.period().to(),
        answer.period().wrong(),
        floors(site, floor -> answer.asked().floor().equals(Optional.of(floor.code()))),
        managed.kinds(),
        answer.asked().kind().map(SpaceKind::code),
        heat,
        UseReport.groups(
            site,
            answer.groups(),
            compared
                .filter(it -> hasGroups)
                .map(it -> it.with().groups())
                .orElseGet(() -> new UseGroups(List.of()))),
        withs(managed, answer.asked(), with),
        compared.map(it -> compared(it, heat, isOtherSite, hasGroups)));
  }

  private static Heat heat(UseAnswer answer, List<UseHistory.Hour> beside, boolean isOfTwoSites) {
    Site site = answer.asked().site();
    return new Heat(
        isOfTwoSites ? Optional.of(site.name()) : Optional.empty(),
        answer.asked().floor().flatMap(site::floor).map(Floor::name),
        answer.period().from(),
        answer.period().to(),
        answer.whole(),
        answer.tooSmall(),
        UseReport.rows(answer.hours(), beside));
  }

  private static Compared compared(
      UseCompared compared, Heat heat, boolean isOtherSite, boolean hasGroups) {
    Heat other = heat(compared.with(), compared.answer().hours(), isOtherSite);
    return new Compared(
        other,
        compared.points().map(Points::new),
        differences(heat.rows(), other.rows()),
        hasGroups);
  }

  /** Cell by cell of two heat maps of the same hours. */
  private static List<PointsRow> differences(List<Row> rows, List<Row> others) {
    List<PointsRow> differences = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      LocalTime hour = rows.get(i).hour();
      List<Optional<Points>> days = new ArrayList<>();
      for (int day = 0; day < rows.get(i).days().size(); day++) {
        days.add(
            UseCompared.points(rows.get(i).days().get(day), others.get(i).days().get(day))
                .map(Points::new));
      }
      differences.add(new PointsRow(hour, days));
    }
    return differences;
  }

  private static UsePage.Withs withs(ManagedSite managed, UseAsked asked, Optional<UseWith> with) {
    Optional<String> code = with.map(UseWith::code);
    boolean isPart = asked.floor().isPresent() && managed.site().floors().size() > 1;
    List<Choice> floors =
        floors(managed.site(), floor -> code.equals(Optional.of(UseWith.FLOOR + floor.code())))
            .stream()
            .filter(floor -> !asked.floor().equals(Optional.of(floor.value())))
            .map(floor -> new Choice(UseWith.FLOOR + floor.value(), floor.label(), floor.chosen()))
            .toList();
    List<Choice> sites =
        managed.managed().stream()
            .filter(site -> isPart || !site.equals(managed.site()))
            .map(site -> choice(UseWith.SITE + site.id(), site.name(), code))
            .toList();
    Optional<UsePeriod> own =
        with.filter(UseWith::isOwnDays).map(it -> it.asked().period()).filter(it -> !it.wrong());
    return new UsePage.Withs(
        code.equals(Optional.of(UseWith.BEFORE)),
        floors.size() < 2 && asked.floor().isEmpty() ? List.of() : floors,
        sites,
        own.map(days -> days.from().toString()).orElse(""),
        own.map(days -> days.to().toString()).orElse(""),
        with.filter(it -> it.asked().period().wrong() && !asked.period().wrong()).isPresent());
  }

  private static Choice choice(String value, LocalText name, Optional<String> chosen) {
    return new Choice(value, name, chosen.equals(Optional.of(value)));
  }

  private static List<Choice> floors(Site site, Predicate<Floor> isChosen) {
    return site.floors().stream()
        .map(floor -> new Choice(floor.code(), floor.name(), isChosen.test(floor)))
        .toList();
  }
}
