/** The hardware: its messages over MQTT, its journals, its health. */
@NullMarked
package mogador.devices;

import org.jspecify.annotations.NullMarked;
