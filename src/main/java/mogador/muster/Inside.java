package mogador.muster;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import mogador.muster.Seen.Where;
import mogador.occupancy.PresenceNow;

/**
 * Who is inside, by the signs there are: a pure function, with one answer whatever their order and
 * number. It errs towards listing people: looking for somebody who has left costs less than not
 * looking for somebody who has not.
 */
final class Inside {
  /** At one instant the door says more than the booking: whoever was let in had come for it. */
  private static final Comparator<Sighting> LATEST =
      Comparator.comparing(Sighting::at)
          .thenComparing(sighting -> sighting.where() instanceof Where.AtDoor)
          .thenComparing(Sighting::firm)
          .thenComparing(sighting -> sighting.where().toString());

  private Inside() {}

  /** A moment at which a person was there. */
  private record Sighting(Where where, Instant at, boolean firm) {}

  /** Everyone taken to be inside, by their id. */
  static List<Seen> of(Collection<Sign> signs, Surroundings around) {
    Map<UUID, Set<Sign>> byPerson = new HashMap<>();
    for (Sign sign : signs) {
      byPerson.computeIfAbsent(sign.person(), person -> new HashSet<>()).add(sign);
    }
    return byPerson.keySet().stream()
        .sorted()
        .flatMap(
            person -> judge(person, Objects.requireNonNull(byPerson.get(person)), around).stream())
        .toList();
  }

  private static Optional<Seen> judge(UUID person, Set<Sign> signs, Surroundings around) {
    Optional<Sighting> found =
        signs.stream().flatMap(sign -> sighting(sign, around.now()).stream()).max(LATEST);
    if (found.isEmpty()) return sensed(signs, around, person, Confidence.UNSURE);
    Sighting last = found.get();
    boolean left = leaving(signs, around.now()).filter(last.at()::isBefore).isPresent();
    if (left) return Optional.empty();
    Optional<Seen> seated = sensed(cameFor(signs), around, person, Confidence.SURE);
    if (seated.isPresent()) {
      return seated.map(s -> new Seen(person, s.where(), later(last.at(), s.at()), s.confidence()));
    }
    if (!last.at().isBefore(around.now().minus(Surroundings.FRESH))) {
      return seen(person, last, last.firm() ? Confidence.SURE : Confidence.LIKELY);
    }
    if (last.at().isBefore(around.since())) return Optional.empty();
    if (around.entitled().contains(person)) {
      return seen(person, last, last.firm() ? Confidence.LIKELY : Confidence.UNSURE);
    }
    return overdue(person, signs, last, around);
  }

  /** Nothing gives them a reason to be there any more. */
  private static Optional<Seen> overdue(
      UUID person, Set<Sign> signs, Sighting last, Surroundings around) {
    Optional<Sign.Booked> ended =
        signs.stream()
            .flatMap(Inside::booked)
            .filter(booked -> !booked.slot().end().isBefore(last.at()))
            .max(
                Comparator.comparing((Sign.Booked booked) -> booked.slot().end())
                    .thenComparing(Sign.Booked::space));
    PresenceNow there =
        ended.map(booked -> around.presence(booked.space())).orElse(PresenceNow.UNKNOWN);
    return switch (there) {
      case VACANT -> Optional.empty();
      case OCCUPIED ->
          seen(
              person,
              new Sighting(new Where.InSpace(ended.orElseThrow().space()), last.at(), true),
              Confidence.LIKELY);
      case UNKNOWN -> seen(person, last, Confidence.UNSURE);
    };
  }

  /** In a space of theirs that is sensed to be occupied now. */
  private static Optional<Seen> sensed(
      Collection<? extends Sign> signs, Surroundings around, UUID person, Confidence confidence) {
    Optional<Instant> left = leaving(signs, around.now());
    return signs.stream()
        .flatMap(Inside::booked)
        .filter(booked -> booked.slot().contains(around.now()))
        .filter(booked -> around.presence(booked.space()) == PresenceNow.OCCUPIED)
        .filter(booked -> left.filter(booked.slot().start()::isBefore).isEmpty())
        .min(Comparator.comparing((Sign.Booked b) -> b.slot()).thenComparing(Sign.Booked::space))
        .map(
            booked ->
                new Seen(
                    person,
                    new Where.InSpace(booked.space()),
                    booked.came().orElse(booked.slot().start()),
                    confidence));
  }

  private static List<Sign.Booked> cameFor(Set<Sign> signs) {
    return signs.stream().flatMap(Inside::booked).filter(b -> b.came().isPresent()).toList();
  }

  private static Optional<Sighting> sighting(Sign sign, Instant now) {
    return switch (sign) {
      case Sign.LetIn(UUID person, String door, boolean opened, Instant at) ->
          Optional.of(new Sighting(new Where.AtDoor(door), earlier(at, now), opened));
      case Sign.Booked booked ->
          booked
              .came()
              .map(at -> new Sighting(new Where.InSpace(booked.space()), earlier(at, now), true));
      case Sign.Received(UUID person, Instant at) ->
          Optional.of(new Sighting(new Where.AtDesk(), earlier(at, now), true));
      case Sign.Left left -> Optional.empty();
    };
  }

  private static Optional<Instant> leaving(Collection<? extends Sign> signs, Instant now) {
    return signs.stream()
        .flatMap(sign -> sign instanceof Sign.Left left ? Stream.of(left) : Stream.empty())
        .map(left -> earlier(left.at(), now))
        .max(Comparator.naturalOrder());
  }

  private static Stream<Sign.Booked> booked(Sign sign) {
    return sign instanceof Sign.Booked booked ? Stream.of(booked) : Stream.empty();
  }

  private static Optional<Seen> seen(UUID person, Sighting last, Confidence confidence) {
    return Optional.of(new Seen(person, last.where(), last.at(), confidence));
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
