package firmware;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all devices of a process share.
 *
 * @param clock empty for devices whose clock is not set
 */
record Setup(
    Network network,
    Path data,
    ScheduledExecutorService threads,
    Optional<Clock> clock,
    int answerMs) {}
