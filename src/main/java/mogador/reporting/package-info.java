/** What is told across features. */
@NullMarked
package mogador.reporting;

import org.jspecify.annotations.NullMarked;
