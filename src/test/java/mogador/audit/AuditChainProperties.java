package mogador.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import mogador.audit.AuditChain.Linked;
import mogador.audit.AuditLink.Personal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A chain is whole as it was made, and whatever is changed afterwards is found where it was. */
class AuditChainProperties {
  private static final String SITE = "essaouira";

  @Property(tries = 300)
  void aChainIsWholeAsItWasMade(@ForAll("chains") Linked chain) {
    assertThat(check(chain.links(), chain.personal(), chain.head())).isEmpty();
    assertThat(chain.links().stream().map(AuditLink::number).toList())
        .isEqualTo(
            java.util.stream.LongStream.rangeClosed(1, chain.links().size()).boxed().toList());
  }

  @Property(tries = 2_000)
  void anyOneBitChangedInAnEntryIsFoundThere(
      @ForAll("chains") Linked chain,
      @ForAll @IntRange(max = 11) int which,
      @ForAll @IntRange(max = 7) int field,
      @ForAll @IntRange(max = 10_000) int bit) {
    int at = which % chain.links().size();
    AuditLink link = chain.links().get(at);
    var changed = new ArrayList<>(chain.links());
    changed.set(at, changed(link, field, bit));
    changed.removeIf(one -> one.number() < 1);
    changed.sort(Comparator.comparing(AuditLink::number));
    Assume.that(changed.stream().map(AuditLink::number).distinct().count() == changed.size());
    assertThat(check(changed, chain.personal(), chain.head()).map(BrokenLink::number))
        .hasValue(link.number());
  }

  @Property(tries = 1_000)
  void anyOneBitChangedInAPersonalFieldIsFoundThere(
      @ForAll("chains") Linked chain,
      @ForAll @IntRange(max = 30) int which,
      @ForAll @IntRange(max = 3) int field,
      @ForAll @IntRange(max = 10_000) int bit) {
    Assume.that(!chain.personal().isEmpty());
    int at = which % chain.personal().size();
    Personal one = chain.personal().get(at);
    var changed = new ArrayList<>(chain.personal());
    changed.set(
        at,
        switch (field) {
          case 0 ->
              new Personal(one.number(), flip(one.at(), bit), one.field(), one.salt(), one.value());
          case 1 ->
              new Personal(one.number(), one.at(), flip(one.field(), bit), one.salt(), one.value());
          case 2 ->
              new Personal(
                  one.number(), one.at(), one.field(), flipHex(one.salt(), bit), one.value());
          default ->
              new Personal(one.number(), one.at(), one.field(), one.salt(), flip(one.value(), bit));
        });
    assertThat(check(chain.links(), changed, chain.head()))
        .hasValue(new BrokenLink(one.number(), Optional.of(one.at()), AuditFault.PERSONAL));
  }

  @Property(tries = 500)
  void whateverPersonalFieldsAreErasedTheChainIsWhole(
      @ForAll("chains") Linked chain, @ForAll Random random) {
    var left = new ArrayList<>(chain.personal());
    left.removeIf(one -> random.nextBoolean());
    assertThat(check(chain.links(), left, chain.head())).isEmpty();
    assertThat(check(chain.links(), List.of(), chain.head())).isEmpty();
  }

  @Property(tries = 500)
  void anEntryTakenOutIsMissedAndTwoThatChangedPlacesAreFound(
      @ForAll("chains") Linked chain, @ForAll @IntRange(max = 11) int which) {
    int at = which % chain.links().size();
    var without = new ArrayList<>(chain.links());
    without.remove(at);
    assertThat(check(without, List.of(), chain.head()))
        .hasValue(new BrokenLink(at + 1, Optional.empty(), AuditFault.MISSING));

    Assume.that(at > 0);
    var swapped = new ArrayList<>(chain.links());
    swapped.set(at - 1, numbered(chain.links().get(at), at));
    swapped.set(at, numbered(chain.links().get(at - 1), at + 1));
    assertThat(check(swapped, List.of(), chain.head()).map(BrokenLink::number)).hasValue((long) at);
  }

  @Property(tries = 300)
  void aChainMadeAnewIsWholeButNotWhatWasNoted(
      @ForAll("chains") Linked chain, @ForAll @IntRange(max = 11) int which) {
    int at = which % chain.links().size();
    var entries = new ArrayList<AuditEntry>();
    for (AuditLink link : chain.links()) {
      AuditEntry entry =
          AuditEntry.of(
              AuditKind.EVENT,
              SITE,
              link.number() == at + 1 ? "forged" : link.subject(),
              link.at());
      entries.add(entry);
    }
    Linked forged = AuditChain.link(SITE, AuditHead.START, entries, () -> "00".repeat(16));
    assertThat(check(forged.links(), forged.personal(), forged.head())).isEmpty();
    var check = new ChainCheck(AuditHead.START, Map.of(chain.head().number(), chain.head().hash()));
    assertThat(follow(check, forged.links(), forged.personal(), forged.head()))
        .map(BrokenLink::fault)
        .hasValue(AuditFault.REWRITTEN);
  }

  @Property(tries = 300)
  void aTailCutOffWithItsHeadIsMissedByWhoeverNotedIt(@ForAll("chains") Linked chain) {
    Assume.that(chain.links().size() > 1);
    List<AuditLink> cut = chain.links().subList(0, chain.links().size() - 1);
    var head = new AuditHead(cut.size(), cut.getLast().hash());
    assertThat(check(cut, List.of(), head)).isEmpty();
    var check = new ChainCheck(AuditHead.START, Map.of(chain.head().number(), chain.head().hash()));
    assertThat(follow(check, cut, List.of(), head))
        .hasValue(new BrokenLink(cut.size() + 1, Optional.empty(), AuditFault.MISSING));
  }

  @Provide
  Arbitrary<Linked> chains() {
    Arbitrary<String> text = Arbitraries.strings().ofMaxLength(12);
    Arbitrary<Map<String, String>> personal =
        Arbitraries.maps(
                Arbitraries.of("by", "person", "why"),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(12))
            .ofMaxSize(3);
    Arbitrary<AuditEntry> entry =
        Combinators.combine(
                Arbitraries.of(AuditKind.values()),
                text,
                Arbitraries.longs().between(0, 4_000_000_000_000_000L),
                Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(3), text).ofMaxSize(3),
                personal)
            .as(
                (kind, subject, micros, details, fields) ->
                    new AuditEntry(
                        SITE,
                        kind,
                        subject,
                        Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                        new JsonObject(new TreeMap<>(details)),
                        new TreeMap<>(fields)));
    return Combinators.combine(entry.list().ofMinSize(1).ofMaxSize(12), Arbitraries.longs())
        .as(
            (entries, seed) -> {
              var random = new Random(seed);
              return AuditChain.link(SITE, AuditHead.START, entries, () -> salt(random));
            });
  }

  private static String salt(Random random) {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  private static Optional<BrokenLink> check(
      List<AuditLink> links, List<Personal> personal, AuditHead head) {
    return follow(new ChainCheck(AuditHead.START, Map.of()), links, personal, head);
  }

  private static Optional<BrokenLink> follow(
      ChainCheck check, List<AuditLink> links, List<Personal> personal, AuditHead head) {
    for (AuditLink link : links) {
      List<Personal> own = personal.stream().filter(one -> one.number() == link.number()).toList();
      Optional<BrokenLink> broken = check.next(link, own);
      if (broken.isPresent()) return broken;
    }
    return check.end(head);
  }

  private static AuditLink changed(AuditLink link, int field, int bit) {
    return new AuditLink(
        field == 0 ? flip(link.site(), bit) : link.site(),
        field == 1 ? link.number() ^ (1L << bit % 62) : link.number(),
        field == 2 ? flip(link.at(), bit) : link.at(),
        field == 3 ? flip(link.kind(), bit) : link.kind(),
        field == 4 ? flip(link.subject(), bit) : link.subject(),
        field == 5 ? flip(link.details(), bit) : link.details(),
        field == 6 ? flip(link.commitments(), bit) : link.commitments(),
        field == 7 ? flipHex(link.hash(), bit) : link.hash());
  }

  private static AuditLink numbered(AuditLink link, long number) {
    return new AuditLink(
        link.site(),
        number,
        link.at(),
        link.kind(),
        link.subject(),
        link.details(),
        link.commitments(),
        link.hash());
  }

  /** One bit of one character; a text without any gets one. */
  private static String flip(String text, int bit) {
    if (text.isEmpty()) return "x";
    var changed = new StringBuilder(text);
    int at = bit % text.length();
    changed.setCharAt(at, (char) (text.charAt(at) ^ (1 << bit % 5)));
    return changed.toString();
  }

  private static String flipHex(String hex, int bit) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    bytes[bit % bytes.length] ^= (byte) (1 << bit % 8);
    return HexFormat.of().formatHex(bytes);
  }

  private static Instant flip(Instant at, int bit) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at) ^ (1L << bit % 50);
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
