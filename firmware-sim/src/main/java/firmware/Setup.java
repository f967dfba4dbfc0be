package firmware;

import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all devices of a process share.
 *
 * @param clock empty for devices whose clock is not set
 * @param maker whose firmware they take; nobody's without one
 */
record Setup(
    Network network,
    Path data,
    ScheduledExecutorService threads,
    Optional<Clock> clock,
    int answerMs,
    Optional<PublicKey> maker) {
  Setup(
      Network network,
      Path data,
      ScheduledExecutorService threads,
      Optional<Clock> clock,
      int answerMs) {
    this(network, data, threads, clock, answerMs, Optional.empty());
  }
}
