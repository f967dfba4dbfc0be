package firmware;

/** The server's answer to a presentation; {@code unlockMs} 0 to 30,000. */
record Decision(String request, boolean granted, String reason, Texts message, int unlockMs) {}
