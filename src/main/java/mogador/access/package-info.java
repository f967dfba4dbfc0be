/** Who may pass which door, when and why: credentials, rights, and the decision. */
@NullMarked
package mogador.access;

import org.jspecify.annotations.NullMarked;
