package mogador.reporting;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.occupancy.Forecast;
import mogador.web.Choice;

/**
 * What the coming week will probably be like: {@code GET /ops/SITE/use/forecast}.
 *
 * @param sites those the manager may see
 * @param kinds of the site's spaces
 * @param kind the one shown; all where empty
 * @param tooSmall whether all is kept back
 * @param fullest the hour that will be the fullest
 */
public record ForecastPage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    List<String> kinds,
    Optional<String> kind,
    boolean tooSmall,
    Optional<LocalDateTime> fullest,
    List<LocalDate> days,
    List<Row> rows) {

  /** An hour of each day; empty where too little is known, or the park is closed. */
  public record Row(LocalTime hour, List<Optional<Forecast>> days) {
    public Row {
      days = List.copyOf(days);
    }
  }

  public ForecastPage {
    sites = List.copyOf(sites);
    kinds = List.copyOf(kinds);
    days = List.copyOf(days);
    rows = List.copyOf(rows);
  }

  /** 0 for nothing to 5 for nearly all. */
  public static int level(Forecast forecast) {
    return Math.min(5, (forecast.percent() + 19) / 20);
  }
}
