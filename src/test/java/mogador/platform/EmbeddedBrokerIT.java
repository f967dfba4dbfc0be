package mogador.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import mogador.devices.MqttProbe;
import mogador.kernel.Await;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the broker lets a user do, by a guard that allows each user its own name below "room". */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedBrokerIT {
  private static final EmbeddedBroker.Account SERVER =
      new EmbeddedBroker.Account("server", "server-password");

  private EmbeddedBroker broker;

  @BeforeAll
  void start() {
    broker = EmbeddedBroker.start(0, SERVER, new OwnRoom());
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void whoIsNotKnownIsNotLetIn() {
    assertThatThrownBy(() -> MqttProbe.connect(broker.url(), "a", "wrong"))
        .isInstanceOf(MqttException.class);
    assertThatThrownBy(() -> MqttProbe.connect(broker.url(), "server", "password-of-server"))
        .isInstanceOf(MqttException.class);
  }

  @Test
  void nobodyTakesAnothersClientId() {
    assertThatThrownBy(() -> MqttProbe.connect(broker.url(), "a", "password-of-a", "b", null))
        .isInstanceOf(MqttException.class);
  }

  @Test
  void nobodyLeavesAWillOutsideHisRoom() throws Exception {
    try (MqttProbe server = server();
        MqttProbe a = MqttProbe.connect(broker.url(), "a", "password-of-a", "a", "room/b/out")) {
      server.subscribe("room/#");
      a.vanish();
      assertThat(server.next(Duration.ofMillis(500))).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "room/b/in",
        "room/+/in",
        "#",
        "+/#",
        "room/#",
        "room/a/#",
        "room/a/out",
        "$SYS/#",
      })
  void aForeignFilterIsRefused(String filter) throws Exception {
    try (MqttProbe a = MqttProbe.connect(broker.url(), "a", "password-of-a")) {
      assertThat(a.subscribe(filter)).isGreaterThanOrEqualTo(0x80);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"room/b/out", "room/a/in", "elsewhere", "room.b.out", "room/a/out/more"})
  void aForeignTopicIsRefusedAndNotDelivered(String topic) throws Exception {
    try (MqttProbe server = server();
        MqttProbe a = MqttProbe.connect(broker.url(), "a", "password-of-a")) {
      server.subscribe("#");
      assertThat(a.publish(topic, "x")).isGreaterThanOrEqualTo(0x80);
      assertThat(server.next(Duration.ofMillis(200))).isNull();
    }
  }

  @Test
  void everyoneSpeaksAndHearsInHisOwnRoom() throws Exception {
    try (MqttProbe server = server();
        MqttProbe a = MqttProbe.connect(broker.url(), "a", "password-of-a")) {
      assertThat(server.subscribe("room/+/out")).isLessThan(0x80);
      assertThat(a.subscribe("room/a/in")).isLessThan(0x80);
      assertThat(a.publish("room/a/out", "hello")).isLessThan(0x80);
      assertThat(server.next(Duration.ofSeconds(5)))
          .isEqualTo(new MqttProbe.Message("room/a/out", "hello", false));
      server.publish("room/a/in", "welcome");
      assertThat(a.next(Duration.ofSeconds(5)))
          .isEqualTo(new MqttProbe.Message("room/a/in", "welcome", false));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"$share/g/room/+/out", "$share/g/#", "$share/g/room/b/in"})
  void whoReachesForASharedSubscriptionIsCutOffAndDoesNotTakeItAway(String filter)
      throws Exception {
    try (MqttProbe server = server();
        MqttProbe b = MqttProbe.connect(broker.url(), "b", "password-of-b")) {
      assertThat(server.subscribe("$share/g/room/+/out")).isLessThan(0x80);
      for (boolean joins : new boolean[] {true, false}) {
        try (MqttProbe a = MqttProbe.connect(broker.url(), "a", "password-of-a")) {
          assertThatThrownBy(() -> say(a, joins, filter)).isInstanceOf(MqttException.class);
          Await.until("it is cut off", () -> !a.isConnected());
        }
      }
      assertThat(b.publish("room/b/out", "hello")).isLessThan(0x80);
      assertThat(server.next(Duration.ofSeconds(5)))
          .isEqualTo(new MqttProbe.Message("room/b/out", "hello", false));
    }
  }

  private static int say(MqttProbe probe, boolean joins, String filter) throws MqttException {
    return joins ? probe.subscribe(filter) : probe.unsubscribe(filter);
  }

  @Test
  void whoeverPublishesFarTooMuchIsCutOffAndNobodyElse() throws Exception {
    try (MqttProbe server = server();
        MqttProbe a = MqttProbe.connect(broker.url(), "a", "password-of-a");
        MqttProbe b = MqttProbe.connect(broker.url(), "b", "password-of-b")) {
      server.subscribe("room/b/out");
      try {
        for (int i = 0; i < 5_000; i++) a.send("room/a/out", new byte[] {1});
      } catch (MqttException cutOff) {
        assertThat(a.isConnected()).isFalse();
      }
      Await.until("it is cut off", () -> !a.isConnected());
      assertThat(b.publish("room/b/out", "hello")).isLessThan(0x80);
      assertThat(server.next(Duration.ofSeconds(5)))
          .isEqualTo(new MqttProbe.Message("room/b/out", "hello", false));
    }
  }

  @Test
  void aPortInUseIsSaid() {
    assertThatThrownBy(() -> EmbeddedBroker.start(broker.port(), SERVER, BrokerGuard.NOBODY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(String.valueOf(broker.port()));
  }

  private MqttProbe server() throws MqttException {
    return MqttProbe.connect(
        broker.url(), SERVER.user(), SERVER.password(), MqttProbe.randomId(), null);
  }

  private static final class OwnRoom implements BrokerGuard {
    @Override
    public boolean authenticate(String user, String password, String clientId) {
      return password.equals("password-of-" + user) && clientId.equals(user);
    }

    @Override
    public boolean mayPublish(String user, String topic) {
      return topic.equals("room/" + user + "/out");
    }

    @Override
    public boolean maySubscribe(String user, String filter) {
      return filter.equals("room/" + user + "/in");
    }
  }
}
