/** Who is inside a site, and finding each of them when all must leave it. */
@NullMarked
package mogador.muster;

import org.jspecify.annotations.NullMarked;
