@NullMarked
package mogador.web;

import org.jspecify.annotations.NullMarked;
