package mogador.devices;

import java.time.Instant;

/**
 * A batch of a journal as received.
 *
 * @param done called when it is dealt with, stored or given up
 */
record JournalBatch(DeviceId device, JournalMessage message, Instant received, Runnable done) {}
