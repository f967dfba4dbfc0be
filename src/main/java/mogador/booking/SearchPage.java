package mogador.booking;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;
import mogador.web.Hours;
import mogador.web.PlanView;

/**
 * What is free: {@code GET /?site=&day=&from=&to=&kind=&view=&capacity=&feature=}.
 *
 * @param kinds values are codes of space kinds; labels come from the messages {@code kind.CODE}
 * @param today at the site; the first day to choose, {@code lastDay} the last
 * @param times of the day to choose from, in order, holding {@code from} and {@code to}
 * @param opening that day's; none when closed
 * @param refusal why this time cannot be booked at all, and what could be
 * @param grid the whole day, when it is shown so
 * @param plans floors with something of that kind, states drawn, free spaces linked
 * @param places every bookable space of the kind, the nicest first
 */
public record SearchPage(
    List<Choice> sites,
    LocalText siteName,
    List<String> kinds,
    String kind,
    LocalDate today,
    LocalDate lastDay,
    LocalDate day,
    List<LocalTime> times,
    LocalTime from,
    LocalTime to,
    List<Hours> opening,
    Optional<String> refusal,
    View view,
    Filters filters,
    List<PlanView> plans,
    Optional<DayGridPage> grid,
    List<Place> places) {

  /** How the answer is shown. */
  public enum View {
    PLAN,
    GRID,
    LIST;

    /** The plan for a code that is none of ours. */
    static View of(String code) {
      for (View view : values()) if (view.code().equals(code)) return view;
      return PLAN;
    }

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What may be asked beside kind and time.
   *
   * @param capacities numbers of people to choose from, rising
   * @param capacity the least that is asked for; 1 for any
   * @param features codes of {@code feature.CODE} that tell spaces of the kind apart
   * @param wished those asked for
   */
  public record Filters(
      List<Integer> capacities, int capacity, List<String> features, List<String> wished) {
    public Filters {
      capacities = List.copyOf(capacities);
      features = List.copyOf(features);
      wished = List.copyOf(wished);
    }

    public boolean any() {
      return capacities.size() > 1 || !features.isEmpty();
    }

    public boolean used() {
      return capacity > 1 || !wished.isEmpty();
    }
  }

  /**
   * A space at that time.
   *
   * @param code within its site, e.g. {@code p-07}
   * @param capacity people
   * @param features codes of {@code feature.CODE}
   * @param totalCentimes the price with tax
   * @param href to its {@link ConfirmPage}: to book it, or for what is nearest when it is taken
   */
  public record Place(
      String code,
      LocalText name,
      LocalText floor,
      int capacity,
      List<String> features,
      boolean free,
      long totalCentimes,
      String href) {
    public Place {
      features = List.copyOf(features);
    }
  }

  public SearchPage {
    sites = List.copyOf(sites);
    kinds = List.copyOf(kinds);
    times = List.copyOf(times);
    opening = List.copyOf(opening);
    plans = List.copyOf(plans);
    places = List.copyOf(places);
  }

  public long free() {
    return places.stream().filter(Place::free).count();
  }

  /** A place as plans and the API name it, e.g. {@code essaouira/p-07}. */
  public String reference(Place place) {
    return sites.stream().filter(Choice::chosen).map(Choice::value).findFirst().orElse("")
        + "/"
        + place.code();
  }

  public LocalDateTime start() {
    return day.atTime(from);
  }

  public LocalDateTime end() {
    return day.atTime(to);
  }
}
