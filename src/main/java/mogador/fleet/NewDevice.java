package mogador.fleet;

import java.util.Optional;
import mogador.sites.DeviceKind;

/**
 * A device that a manager wishes to have.
 *
 * @param code of its own, within the site
 * @param door where a reader is
 * @param space what a sensor watches, by its code
 */
record NewDevice(String code, DeviceKind kind, Optional<String> door, Optional<String> space) {}
