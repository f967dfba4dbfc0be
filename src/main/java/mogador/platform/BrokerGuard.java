package mogador.platform;

/**
 * Who may do what at the embedded broker. Called on the broker's threads for every connection,
 * publication and subscription: answers from memory, never blocks, denies what it does not know.
 */
public interface BrokerGuard {
  /** Whether this is the user, with a client id that is the user's to take. */
  boolean authenticate(String user, String password, String clientId);

  /**
   * Whether this is somebody who needs no password, with a client id that is theirs to take.
   *
   * @param name of a certificate by an authority for devices, that the connection holds the key of
   */
  default boolean authenticateCertified(String name, String clientId) {
    return false;
  }

  boolean mayPublish(String user, String topic);

  /**
   * Whether the user may subscribe.
   *
   * @param filter as subscribed, wildcards included
   */
  boolean maySubscribe(String user, String filter);

  /** Lets no one in; the broker's own account is not asked about. */
  BrokerGuard NOBODY =
      new BrokerGuard() {
        @Override
        public boolean authenticate(String user, String password, String clientId) {
          return false;
        }

        @Override
        public boolean mayPublish(String user, String topic) {
          return false;
        }

        @Override
        public boolean maySubscribe(String user, String filter) {
          return false;
        }
      };
}
