/** What other networks' sensors say: heard over their servers, understood, and adopted. */
@NullMarked
package mogador.uplinks;

import org.jspecify.annotations.NullMarked;
