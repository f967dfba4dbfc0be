/** The audit trail: who did what, in chains that show when something was changed afterwards. */
@NullMarked
package mogador.audit;

import org.jspecify.annotations.NullMarked;
