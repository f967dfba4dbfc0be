package firmware;

/** What a reader's own list says of a credential. */
sealed interface Local {
  /** There is no list, or the door asks for more than a list can tell. */
  record Silent() implements Local {}

  /** The credential is not on it. */
  record Unknown() implements Local {}

  record Refuses(String reason) implements Local {}

  /**
   * It opens.
   *
   * @param asksFirst unless the server, which is asked before, says otherwise
   */
  record Opens(int unlockMs, boolean asksFirst) implements Local {}
}
