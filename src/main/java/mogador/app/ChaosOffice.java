package mogador.app;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * A manager's and members' work meanwhile: rights come and go, places are booked and given back.
 */
final class ChaosOffice {
  private static final String RIGHTS = "/api/v1/sites/" + ChaosPark.SITE + "/rights";
  private static final int POSITIONS = 20;
  private static final int DAYS = 20;

  /** Whether somebody has a right in the end, by their badge. */
  final Map<String, Boolean> rights = new ConcurrentHashMap<>();

  final LongAdder changes = new LongAdder();

  /** How each booking was last answered, by its id. */
  final Map<String, String> bookings = new ConcurrentHashMap<>();

  final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

  /** Somebody whose right comes and goes. */
  record Guest(String email, String badge) {}

  /** Gives somebody a right to every door and takes it away again, until it is over. */
  void giveAndTake(ChaosCalls manager, Guest guest, Random random, Supplier<Boolean> over)
      throws InterruptedException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Optional<String> right = Optional.empty();
    rights.put(guest.badge(), false);
    for (int i = 0; !over.get(); i++) {
      if (right.isPresent()) {
        var answer =
            manager.post(
                RIGHTS + "/" + right.get() + "/withdraw", new JsonObject().put("why", "chaos"));
        // Asked again after an answer was lost, it is gone already.
        if (answer.status() >= 400 && answer.status() != 404 && answer.status() != 409) {
          faults.add("withdrawn: " + answer);
        }
        right = Optional.empty();
      } else {
        var body =
            new JsonObject()
                .put("person", guest.email())
                .put("from", today.minusDays(1).atStartOfDay().toString())
                .put("to", today.plusDays(2).atStartOfDay().toString())
                .put("reason", "chaos");
        var answer = manager.post(RIGHTS, body, "right-" + guest.badge() + "-" + i);
        if (answer.status() == 201) right = Optional.of(answer.json().getString("id"));
        else faults.add("given: " + answer);
      }
      rights.put(guest.badge(), right.isPresent());
      changes.increment();
      Thread.sleep(200 + random.nextInt(1_500));
    }
  }

  /** Books and cancels, until it is over. */
  void book(ChaosCalls member, int number, Random random, Supplier<Boolean> over)
      throws InterruptedException {
    List<String> mine = new ArrayList<>();
    for (int i = 0; !over.get(); i++) {
      if (mine.size() > 2 && random.nextBoolean()) {
        String id = mine.remove(random.nextInt(mine.size()));
        var answer = member.delete("/api/v1/bookings/" + id);
        // Asked again after an answer was lost, it is cancelled already.
        if (answer.status() == 200 || answer.status() == 409) bookings.put(id, "cancelled");
        else faults.add("cancelled: " + answer);
      } else {
        LocalDateTime from =
            LocalDate.now(ZoneOffset.UTC)
                .plusDays(3 + random.nextInt(DAYS))
                .atTime(9 + random.nextInt(8), 0);
        String key = "chaos-" + number + "-" + i;
        var body =
            new JsonObject()
                .put("space", "%s/p-%02d".formatted(ChaosPark.SITE, 1 + random.nextInt(POSITIONS)))
                .put("from", from.toString())
                .put("to", from.plusHours(1).toString())
                .put("purpose", key);
        var answer = member.post("/api/v1/bookings", body, key);
        if (answer.status() == 201) {
          mine.add(answer.json().getString("id"));
          bookings.put(answer.json().getString("id"), "confirmed");
        } else if (answer.status() != 409 && answer.status() != 422) {
          faults.add("booked: " + answer);
        }
      }
      Thread.sleep(20 + random.nextInt(200));
    }
  }
}
