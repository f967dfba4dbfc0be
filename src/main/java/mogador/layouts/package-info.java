/** How the seats of a floor stand from a day on, and what a change of it breaks. */
@NullMarked
package mogador.layouts;

import org.jspecify.annotations.NullMarked;
