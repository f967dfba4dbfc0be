package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import mogador.devices.MqttProbe;
import mogador.kernel.Await;
import mogador.kernel.SiteZone;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A day of coworking at 60 times its speed: seen on the live page, then found again in the heat
 * map. Its first minutes here; {@code -Dmogador.day.minutes=540} plays all of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FastDayE2E {
  private static final int SPEED = 60;
  private static final int MINUTES = Integer.getInteger("mogador.day.minutes", 30);
  private static final int SEATS = 35;
  private static final int PEOPLE = 6;
  private static final int FIRST_COMES = 4;
  private static final int ALL_LEAVE = MINUTES / 2;

  /** A Tuesday. */
  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

  private static final Instant NINE =
      SiteZone.of("Africa/Casablanca").orElseThrow().firstInstant(DAY.atTime(9, 0));
  private static final int COFFEE = 10;

  private final FastClock clock = new FastClock(NINE);
  private TestServer server;
  private MqttProbe sensors;

  /** Stands until it begins, and then goes sixty times as fast as time does. */
  private static final class FastClock extends Clock {
    private final Instant start;
    private volatile OptionalLong begun = OptionalLong.empty();

    FastClock(Instant start) {
      this.start = start;
    }

    void begin() {
      begun = OptionalLong.of(System.nanoTime());
    }

    @Override
    public Instant instant() {
      OptionalLong since = begun;
      return since.isEmpty()
          ? start
          : start.plusNanos((System.nanoTime() - since.getAsLong()) * SPEED);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeAll
  void open() throws Exception {
    server = TestServer.start(clock);
    sensors = server.asNetwork();
  }

  @AfterAll
  void close() throws Exception {
    sensors.close();
    server.close();
  }

  @Test
  void isSeenLiveAndFoundAgainInTheHeatMap() throws Exception {
    try (Browser desk = Browser.open(server.url(), 1440, 1000).as(server.manager().token())) {
      desk.go("/ops/essaouira?lang=fr").find(".link-state.on");
      clock.begin();
      boolean seen = false;
      for (int minute = minute(); minute < MINUTES; minute = minute()) {
        tell(minute);
        if (!seen && minute >= FIRST_COMES + PEOPLE + 2) {
          seen = true;
          desk.awaitText("[data-count=occupied]", String.valueOf(PEOPLE));
          desk.find("g.occupied[data-space='essaouira/p-01']").getText();
          assertThat(desk.has("g.occupied[data-space='essaouira/p-20']")).isFalse();
          desk.picture("fast-day-full-1440-fr");
        }
        awaitMinute(minute + 1);
      }
      desk.awaitText("[data-count=occupied]", "0").picture("fast-day-empty-1440-fr");
      Instant over = NINE.plus(Duration.ofMinutes((MINUTES + 14) / 15 * 15L));
      Await.until("the last quarter is over", () -> clock.instant().isAfter(over));
      server.hurry("quarters of use counted");
      Await.until(
          "counted",
          () -> server.count("select count(*) from use_due where quarter < $1", over) == 0);

      desk.go("/ops/essaouira/use?lang=fr&kind=position&from=" + DAY + "&to=" + DAY);
      desk.picture("fast-day-heat-1440-fr").check();
      for (int hour = 0; hour * 60 < MINUTES; hour++) {
        String cell = ".heat tbody tr:nth-child(" + (hour + 1) + ") td:nth-child(3)";
        double percent = Double.parseDouble(desk.find(cell).getText());
        assertThat(percent).as("hour " + (9 + hour)).isCloseTo(expected(hour), Offset.offset(4.0));
      }
    }
  }

  /** Of 100: how long the seats were taken in that hour, of how long they were heard. */
  private static double expected(int hour) {
    double taken = 0;
    for (int person = 0; person < PEOPLE; person++) {
      taken += within(hour, FIRST_COMES + person, ALL_LEAVE + COFFEE);
    }
    return 100 * taken / (SEATS * within(hour, 0, MINUTES));
  }

  private static double within(int hour, int from, int to) {
    return Math.max(0, Math.min(to, hour * 60 + 60) - Math.max(from, hour * 60));
  }

  private int minute() {
    return (int) Duration.between(NINE, clock.instant()).toMinutes();
  }

  private void awaitMinute(int minute) throws InterruptedException {
    while (minute() < minute) TimeUnit.MILLISECONDS.sleep(20);
  }

  /** All sensors speak, as they do every minute. */
  private void tell(int minute) throws Exception {
    for (int seat = 0; seat < SEATS; seat++) {
      boolean taken = seat < PEOPLE && minute >= FIRST_COMES + seat && minute < ALL_LEAVE;
      String telemetry =
          new JsonObject()
              .put("boot", "fast-day-1")
              .put("uptime_ms", (minute + 1) * 60_000)
              .put("at", Instant.ofEpochMilli(clock.millis()).toString())
              .put("presence", taken ? "occupied" : "vacant")
              .encode();
      sensors.publish("mogador/v1/essaouira/seat-p-%02d/telemetry".formatted(seat + 1), telemetry);
    }
  }
}
