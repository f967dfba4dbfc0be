/** What is really in use now: occupied, vacant or unknown. */
@NullMarked
package mogador.occupancy;

import org.jspecify.annotations.NullMarked;
