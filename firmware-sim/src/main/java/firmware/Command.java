package firmware;

import java.time.Instant;

/**
 * An order of the server's, as docs/device-protocol.md, section 8, has it.
 *
 * @param counter rises with every command for this device
 * @param boot the life of the device that it is meant for
 */
record Command(
    String id,
    long counter,
    String boot,
    Instant expiresAt,
    String action,
    String door,
    int unlockMs) {}
