/** All devices of a site: how they fare, and which are locked out. */
@NullMarked
package mogador.fleet;

import org.jspecify.annotations.NullMarked;
