@NullMarked
package firmware;

import org.jspecify.annotations.NullMarked;
