/** Visitors: invited by whoever they come to, received at the desk, signed out again. */
@NullMarked
package mogador.visits;

import org.jspecify.annotations.NullMarked;
