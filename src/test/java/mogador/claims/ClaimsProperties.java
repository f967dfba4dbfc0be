package mogador.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import mogador.kernel.SlotSet;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.platform.TestDatabase;
import mogador.sites.SeedSites;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * The claims of the real database beside a bit for each quarter hour of each atom. Two seats of a
 * table, the table and the room around it; twelve quarter hours: most sequences meet.
 */
class ClaimsProperties {
  private static final int QUARTERS = 12;
  private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
  private static final BitSet NEVER = new BitSet();
  private static final List<String> CODES = List.of("p-01", "p-02", "t-a", "t-b", "coworking");

  private static @Nullable TestDatabase open;
  private static List<Space> spaces = List.of();

  @BeforeContainer
  static void open() {
    open = TestDatabase.migrated();
    var sites = new Sites(database());
    sites.load();
    var imported = sites.importSite(SeedSites.document("essaouira"), DAY);
    assertThat(imported).isInstanceOf(Sites.Imported.class);
    Site site = sites.current().site("essaouira").orElseThrow();
    spaces = CODES.stream().map(code -> site.space(code).orElseThrow()).toList();
  }

  @AfterContainer
  static void close() {
    Objects.requireNonNull(open).close();
  }

  /** What is asked next. */
  sealed interface Step {
    /** From a quarter hour, for so many. */
    record Keep(int space, int from, int length) implements Step {}

    /** The so-manyth of what is held, counted round. */
    record Release(int which) implements Step {}
  }

  @Property(tries = 200)
  void whatIsKeptIsWhatTheBitsAllowAndReleasingFreesIt(@ForAll("steps") List<Step> steps) {
    database().sql().run("delete from claim");
    var model = new Model();
    for (Step step : steps) {
      switch (step) {
        case Step.Keep keep -> {
          boolean allowed = model.isFree(keep);
          UUID id = UUID.randomUUID();
          assertThat(isKept(id, keep)).as("%s is kept", keep).isEqualTo(allowed);
          if (allowed) model.held.put(id, keep);
        }
        case Step.Release(int which) -> {
          if (model.held.isEmpty()) continue;
          UUID id = new ArrayList<>(model.held.keySet()).get(which % model.held.size());
          model.held.remove(id);
          Claims.release(database().sql(), id);
        }
      }
      assertThat(heldByAtom()).isEqualTo(model.bits());
    }
  }

  @Property(tries = 50)
  void whatIsHeldDuringASlotIsWhatTheBitsSay(
      @ForAll("steps") List<Step> steps, @ForAll("keep") Step.Keep asked) {
    database().sql().run("delete from claim");
    var model = new Model();
    for (Step step : steps) {
      if (!(step instanceof Step.Keep keep) || !model.isFree(keep)) continue;
      UUID id = UUID.randomUUID();
      assertThat(isKept(id, keep)).isTrue();
      model.held.put(id, keep);
    }
    Set<Long> expected = new TreeSet<>();
    model
        .bits()
        .forEach(
            (atom, bits) -> {
              if (bits.intersects(during(asked)) && atoms(asked).contains(atom)) expected.add(atom);
            });
    Set<Long> held = Claims.heldDuring(database().sql(), atoms(asked), slot(asked));
    assertThat(held).isEqualTo(expected);
    assertThat(held.isEmpty()).isEqualTo(model.isFree(asked));
    var busy = new BitSet(QUARTERS);
    model.bits().forEach((atom, bits) -> busy.or(atoms(asked).contains(atom) ? bits : NEVER));
    busy.and(during(asked));
    assertThat(Claims.busy(database().sql(), atoms(asked), slot(asked))).isEqualTo(slots(busy));
  }

  @Provide
  Arbitrary<Step.Keep> keep() {
    return Combinators.combine(
            Arbitraries.integers().between(0, CODES.size() - 1),
            Arbitraries.integers().between(0, QUARTERS - 1),
            Arbitraries.integers().between(1, 4))
        .as((space, from, length) -> new Step.Keep(space, from, Math.min(length, QUARTERS - from)));
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> release =
        Arbitraries.integers().between(0, 20).map(which -> (Step) new Step.Release(which));
    Arbitrary<Step> keep = keep().map(k -> (Step) k);
    return Arbitraries.oneOf(keep, keep, release).list().ofMaxSize(8);
  }

  /** One bit for each quarter hour of each atom. */
  private static final class Model {
    final Map<UUID, Step.Keep> held = new HashMap<>();

    boolean isFree(Step.Keep keep) {
      Map<Long, BitSet> bits = bits();
      return atoms(keep).stream()
          .noneMatch(atom -> bits.getOrDefault(atom, new BitSet()).intersects(during(keep)));
    }

    Map<Long, BitSet> bits() {
      Map<Long, BitSet> bits = new HashMap<>();
      for (Step.Keep keep : held.values()) {
        for (long atom : atoms(keep)) {
          bits.computeIfAbsent(atom, a -> new BitSet()).or(during(keep));
        }
      }
      return bits;
    }
  }

  private static boolean isKept(UUID id, Step.Keep keep) {
    try {
      database()
          .inTransaction(
              sql -> {
                Claims.keep(sql, Claims.Source.BOOKING, id, spaces.get(keep.space()), slot(keep));
                return id;
              });
      return true;
    } catch (Claims.Overlap refused) {
      return false;
    }
  }

  private static Map<Long, BitSet> heldByAtom() {
    Map<Long, BitSet> bits = new HashMap<>();
    List<Long> all = spaces.getLast().atoms();
    var day = new TimeSlot(DAY, DAY.plusSeconds(QUARTERS * 900L));
    for (Claims.Held held : Claims.within(database().sql(), all, day)) {
      BitSet atom = bits.computeIfAbsent(held.atom(), a -> new BitSet());
      IntStream.range(quarter(held.slot().start()), quarter(held.slot().end()))
          .forEach(
              quarter -> {
                assertThat(atom.get(quarter)).as("held twice").isFalse();
                atom.set(quarter);
              });
    }
    return bits;
  }

  private static List<Long> atoms(Step.Keep keep) {
    return spaces.get(keep.space()).atoms();
  }

  private static SlotSet slots(BitSet quarters) {
    var slots = new ArrayList<TimeSlot>();
    for (int from = quarters.nextSetBit(0); from >= 0; ) {
      int to = quarters.nextClearBit(from);
      slots.add(new TimeSlot(DAY.plusSeconds(from * 900L), DAY.plusSeconds(to * 900L)));
      from = quarters.nextSetBit(to);
    }
    return SlotSet.of(slots);
  }

  private static BitSet during(Step.Keep keep) {
    var bits = new BitSet(QUARTERS);
    bits.set(keep.from(), keep.from() + keep.length());
    return bits;
  }

  private static TimeSlot slot(Step.Keep keep) {
    return new TimeSlot(
        DAY.plusSeconds(keep.from() * 900L), DAY.plusSeconds((keep.from() + keep.length()) * 900L));
  }

  private static int quarter(Instant instant) {
    return (int) ((instant.getEpochSecond() - DAY.getEpochSecond()) / 900);
  }

  private static Database database() {
    return Objects.requireNonNull(open).database();
  }
}
