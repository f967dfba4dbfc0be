/** For those who decide who may enter: people, their rights and badges, doors and why. */
@NullMarked
package mogador.desk;

import org.jspecify.annotations.NullMarked;
