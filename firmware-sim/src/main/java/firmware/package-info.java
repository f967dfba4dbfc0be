/**
 * Simulated readers and sensors, written against docs/device-protocol.md and sharing no code with
 * the server, so that a mistake in either shows as a disagreement.
 */
@NullMarked
package firmware;

import org.jspecify.annotations.NullMarked;
