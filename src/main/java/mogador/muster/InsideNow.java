package mogador.muster;

import java.time.Instant;
import java.util.List;

/**
 * Who is taken to be inside a site at a moment.
 *
 * @param people in the order of their names
 * @param sensors what they say beside it
 */
record InsideNow(String site, Instant at, List<Listed> people, SensorsSay sensors) {
  InsideNow {
    people = List.copyOf(people);
  }

  int count(Confidence confidence) {
    return (int) people.stream().filter(one -> one.confidence() == confidence).count();
  }
}
