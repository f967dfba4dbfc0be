package mogador.app;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import mogador.kernel.SiteZone;

/** The main job in steps, each of which can fail. */
final class Tour {
  private static final SiteZone ZONE = SiteZone.of("Africa/Casablanca").orElseThrow();
  private static final String SITE = "/api/v1/sites/essaouira";

  private final TourCalls calls;
  private final PrintWriter out;
  private final String nomad;
  private final String member;
  private final String manager;
  private final String key = UUID.randomUUID().toString();
  private final LocalDateTime from = quarter(ZONE.localAt(Instant.now()));
  private JsonObject booking = new JsonObject();
  private int number;

  Tour(TourCalls calls, PrintWriter out) {
    this.calls = calls;
    this.out = out;
    this.nomad = calls.token("nomad");
    this.member = calls.token("member");
    this.manager = calls.token("manager");
  }

  /** A step that did not go as it should. */
  static final class Failed extends RuntimeException {
    Failed(String why) {
      super(why, null, false, false);
    }
  }

  /** What a step found, and where to see it. */
  private record Seen(String what, String link) {}

  private interface Step {
    Seen take() throws InterruptedException;
  }

  /** Whether every step passed; stops at the first that does not. */
  boolean play() throws InterruptedException {
    return step("What is free now in Essaouira", this::whatIsFree)
        && step("Nadia books a position for an hour", this::book)
        && step("Her phone asks again with the same key", this::bookAgain)
        && step("Youssef wants the same position", this::bookTwice)
        && step("Nadia shows her pass at each door on the way", this::comeIn)
        && step("She sits down, and her seat is seen occupied", this::sitDown)
        && step("Salma finds each passage once in the journal", this::journal)
        && step("Nadia leaves and cancels; the door no longer opens", this::leave)
        && step("Tanger's rent of the month adds up", this::rent);
  }

  private boolean step(String title, Step step) throws InterruptedException {
    long start = System.nanoTime();
    String head = "%d. %s".formatted(++number, title);
    try {
      Seen seen = step.take();
      out.printf(Locale.ROOT, "%-62s %6.0f ms  ok%n", head, (System.nanoTime() - start) / 1e6);
      out.println("     " + seen.what());
      out.println("     " + seen.link());
      return true;
    } catch (RuntimeException e) {
      out.printf(Locale.ROOT, "%-62s %6.0f ms  FAILED%n", head, (System.nanoTime() - start) / 1e6);
      out.println("     " + (e.getMessage() == null ? e : e.getMessage()));
      return false;
    } finally {
      out.flush();
    }
  }

  private Seen whatIsFree() {
    JsonObject answer =
        calls
            .get(
                SITE + "/availability?kind=position&from=" + from + "&to=" + from.plusHours(1),
                nomad)
            .expecting(200);
    long free =
        answer.getJsonArray("spaces").stream()
            .filter(space -> ((JsonObject) space).getBoolean("free"))
            .count();
    check(free > 0, "every position is taken; start the demo with --fresh");
    return new Seen(
        free + " of " + answer.getJsonArray("spaces").size() + " positions", calls.link("/"));
  }

  private Seen book() {
    giveBackWhatAnEarlierTourLeft();
    booking = calls.post("/api/v1/bookings", nomad, wish(), "Idempotency-Key", key).expecting(201);
    JsonObject price = booking.getJsonObject("price");
    return new Seen(
        "%s, %s to %s, %.2f MAD TTC, %s"
            .formatted(
                booking.getString("space"),
                booking.getString("from"),
                booking.getString("to"),
                price.getLong("centimes") / 100.0,
                booking.getString("reference")),
        booking.getJsonObject("pass").getString("url"));
  }

  /** Another booking of now would open the same doors after this one is cancelled. */
  private void giveBackWhatAnEarlierTourLeft() {
    Instant now = Instant.now();
    for (Object entry :
        calls.get("/api/v1/bookings", nomad).expecting(200).getJsonArray("bookings")) {
      JsonObject old = (JsonObject) entry;
      boolean current =
          old.getString("status").equals("confirmed")
              && Instant.parse(old.getString("starts_at")).minusSeconds(900).isBefore(now)
              && Instant.parse(old.getString("ends_at")).isAfter(now);
      if (current) calls.delete("/api/v1/bookings/" + old.getString("id"), nomad).expecting(200);
    }
  }

  private Seen bookAgain() {
    JsonObject again =
        calls.post("/api/v1/bookings", nomad, wish(), "Idempotency-Key", key).expecting(201);
    check(again.equals(booking), "another answer: " + again.encode());
    return new Seen("the same booking, not a second one", calls.link("/me/bookings"));
  }

  private Seen bookTwice() {
    var same =
        new JsonObject()
            .put("space", booking.getString("space"))
            .put("from", booking.getString("from"))
            .put("to", booking.getString("to"));
    JsonObject conflict = calls.post("/api/v1/bookings", member, same).expecting(409);
    check(conflict.getString("code").equals("slot_taken"), conflict.encode());
    check(!conflict.getJsonArray("alternatives").isEmpty(), "no alternative was offered");
    return new Seen(
        "refused; nearest: "
            + conflict.getJsonArray("alternatives").getJsonObject(0).getString("space"),
        calls.link("/docs"));
  }

  private Seen comeIn() {
    var times = new ArrayList<String>();
    for (Object door : booking.getJsonArray("doors")) {
      JsonObject outcome = present(String.valueOf(door));
      check(outcome.getBoolean("granted"), door + " said " + outcome.getString("reason"));
      times.add("%s in %.0f ms".formatted(door, outcome.getDouble("ms")));
    }
    check(!times.isEmpty(), "no door is on the way");
    return new Seen(String.join(", ", times), calls.link("/ops/essaouira"));
  }

  private Seen sitDown() throws InterruptedException {
    sense("occupied");
    await(Duration.ofSeconds(5), "the seat is not seen occupied", () -> seat().equals("occupied"));
    return new Seen(booking.getString("space") + " is occupied", calls.link("/ops/essaouira"));
  }

  private Seen journal() throws InterruptedException {
    List<String> doors = booking.getJsonArray("doors").stream().map(String::valueOf).toList();
    await(
        Duration.ofSeconds(5),
        "the journal lacks a passage",
        () -> doors.stream().allMatch(door -> passages(door) >= 1));
    for (String door : doors) check(passages(door) == 1, door + " was journalled twice");
    return new Seen(doors.size() + " passages, each once", calls.link("/ops/essaouira"));
  }

  private Seen leave() throws InterruptedException {
    sense("vacant");
    calls.delete("/api/v1/bookings/" + booking.getString("id"), nomad).expecting(200);
    long cancelled = System.nanoTime();
    String door = booking.getJsonArray("doors").getString(0);
    await(
        Duration.ofSeconds(1),
        "the door still opens a second later",
        () -> !present(door).getBoolean("granted"));
    return new Seen(
        "refused at %s within %.0f ms".formatted(door, (System.nanoTime() - cancelled) / 1e6),
        calls.link("/ops/essaouira"));
  }

  private Seen rent() {
    YearMonth month = YearMonth.from(ZONE.localAt(Instant.now()));
    JsonObject roll =
        calls.get("/api/v1/sites/tanger/rent-roll?month=" + month, manager).expecting(200);
    long sum = 0;
    for (Object entry : roll.getJsonArray("leases")) {
      JsonObject lease = (JsonObject) entry;
      double exact =
          lease.getDouble("area_m2")
              * lease.getLong("rate_centimes")
              * lease.getInteger("days")
              / lease.getInteger("days_in_month");
      long rent = lease.getLong("rent_centimes");
      check(Math.abs(rent - exact) <= 0.5 + 1e-6, lease.encode() + " is not " + exact);
      sum += rent;
    }
    check(sum == roll.getLong("rent_centimes"), "the lines do not add up to the sum");
    check(sum > 0, "nothing is leased");
    return new Seen(
        "%.2f MAD HT for %d leases, %.0f %% vacant"
            .formatted(
                sum / 100.0, roll.getJsonArray("leases").size(), roll.getDouble("vacancy") * 100),
        calls.link("/ops/tanger/rents"));
  }

  private JsonObject wish() {
    return new JsonObject()
        .put("any", new JsonObject().put("site", "essaouira").put("kind", "position"))
        .put("from", from.toString())
        .put("to", from.plusHours(1).toString());
  }

  private static LocalDateTime quarter(LocalDateTime now) {
    return now.withMinute(now.getMinute() / 15 * 15).withSecond(0).withNano(0);
  }

  private JsonObject present(String door) {
    String reader =
        calls.devices().stream()
            .filter(device -> door.equals(device.getString("door")))
            .map(device -> device.getString("device"))
            .findFirst()
            .orElseThrow(() -> new Failed("no reader at " + door));
    var credential =
        new JsonObject()
            .put("kind", "qr")
            .put("text", booking.getJsonObject("pass").getString("text"));
    return calls.simulate(
        "/present", new JsonObject().put("device", reader).put("credential", credential));
  }

  private void sense(String presence) {
    String code = booking.getString("space").substring("essaouira/".length());
    calls.simulate(
        "/presence",
        new JsonObject().put("device", "essaouira/seat-" + code).put("presence", presence));
  }

  private String seat() {
    return calls.get(SITE + "/presence", manager).expecting(200).getJsonArray("spaces").stream()
        .map(JsonObject.class::cast)
        .filter(space -> space.getString("space").equals(booking.getString("space")))
        .map(space -> space.getString("state"))
        .findFirst()
        .orElse("unknown");
  }

  /** How often this door let someone in since the booking was made. */
  private long passages(String door) {
    Instant since = Instant.parse(booking.getString("created_at"));
    return calls
        .get(SITE + "/events?limit=200", manager)
        .expecting(200)
        .getJsonArray("events")
        .stream()
        .map(JsonObject.class::cast)
        .filter(event -> "granted".equals(event.getString("kind")))
        .filter(event -> door.equals(event.getString("door")))
        .filter(event -> !Instant.parse(event.getString("happened_at")).isBefore(since))
        .count();
  }

  private static void await(Duration longest, String otherwise, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      check(System.nanoTime() < deadline, otherwise);
      Thread.sleep(20);
    }
  }

  private static void check(boolean condition, String otherwise) {
    if (!condition) throw new Failed(otherwise);
  }
}
