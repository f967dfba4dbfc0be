package mogador.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import mogador.claims.MoveClaims.Kept;
import mogador.claims.MoveClaims.Move;
import mogador.kernel.TimeSlot;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MoveClaimsProperties {
  private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
  private static final int ATOMS = 3;

  private record World(List<Kept> claims, List<Move> moves) {}

  @Property(tries = 1_000)
  void nothingOverlapsAfterwardsAndNothingIsLost(@ForAll Random random) {
    World world = world(random);
    Map<UUID, Move> moving = MoveClaims.settle(world.claims(), world.moves());
    List<Kept> after = after(world.claims(), moving);
    assertThat(after).hasSameSizeAs(world.claims());
    for (int i = 0; i < after.size(); i++) {
      for (int j = 0; j < i; j++) {
        boolean apart =
            after.get(i).atom() != after.get(j).atom()
                || !after.get(i).slot().overlaps(after.get(j).slot());
        assertThat(apart).as("%s and %s", after.get(i), after.get(j)).isTrue();
      }
    }
  }

  @Property(tries = 1_000)
  void whatMeetsNothingOldOrNewMoves(@ForAll Random random) {
    World world = world(random);
    Map<UUID, Move> moving = MoveClaims.settle(world.claims(), world.moves());
    List<Kept> all = new ArrayList<>(world.claims());
    for (Move move : world.moves())
      all.addAll(after(world.claims(), Map.of(move.sourceId(), move)));
    for (Move move : world.moves()) {
      List<Kept> mine =
          after(world.claims(), Map.of(move.sourceId(), move)).stream()
              .filter(claim -> claim.sourceId().equals(move.sourceId()))
              .toList();
      boolean free =
          mine.stream()
              .allMatch(
                  claim ->
                      all.stream()
                          .filter(other -> !other.sourceId().equals(move.sourceId()))
                          .filter(other -> other.atom() == claim.atom())
                          .noneMatch(other -> other.slot().overlaps(claim.slot())));
      if (free) assertThat(moving).as("%s of %s", move, world).containsKey(move.sourceId());
    }
  }

  @Example
  void aChainThatMovesTogetherMovesWhole() {
    List<Kept> claims = new ArrayList<>();
    List<Move> moves = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      var id = new UUID(1, i);
      claims.add(new Kept(1, hours(i, i + 1), 1, "booking", id));
      moves.add(new Move(id, hours(i, i + 1), hours(i + 1, i + 2), START));
    }
    assertThat(MoveClaims.settle(claims, moves)).hasSize(5_000);
    var last = new UUID(2, 0);
    claims.add(new Kept(1, hours(5_000, 5_001), 1, "closure", last));
    assertThat(MoveClaims.settle(claims, moves)).as("one that cannot stops those behind").isEmpty();
  }

  private static TimeSlot hours(long from, long to) {
    return new TimeSlot(START.plus(Duration.ofHours(from)), START.plus(Duration.ofHours(to)));
  }

  private static List<Kept> after(List<Kept> claims, Map<UUID, Move> moving) {
    return claims.stream()
        .map(
            claim -> {
              Move move = moving.get(claim.sourceId());
              TimeSlot slot = move == null ? claim.slot() : move.moved(claim.slot());
              return new Kept(claim.atom(), slot, claim.space(), claim.source(), claim.sourceId());
            })
        .toList();
  }

  /** Bookings of one atom or several that do not overlap, most of them to move by an hour. */
  private static World world(Random random) {
    List<Kept> claims = new ArrayList<>();
    List<Move> moves = new ArrayList<>();
    int by = random.nextBoolean() ? 1 : -1;
    for (int i = 0; i < 25; i++) {
      var id = new UUID(0, i);
      int from = random.nextInt(40);
      TimeSlot slot = hours(from, from + 1L + random.nextInt(4));
      int first = random.nextInt(ATOMS);
      int atoms = 1 + random.nextInt(ATOMS - first);
      boolean taken =
          claims.stream()
              .anyMatch(
                  c -> c.atom() >= first && c.atom() < first + atoms && c.slot().overlaps(slot));
      if (taken) continue;
      for (int atom = first; atom < first + atoms; atom++) {
        claims.add(new Kept(atom, slot, atom, "booking", id));
      }
      int shift = random.nextInt(8) == 0 ? random.nextInt(7) - 3 : by;
      if (random.nextInt(6) == 0 || shift == 0) continue;
      TimeSlot to = slot.shifted(Duration.ofHours(shift));
      moves.add(new Move(id, slot, to, START.plusSeconds(random.nextInt(3))));
    }
    return new World(claims, moves);
  }
}
