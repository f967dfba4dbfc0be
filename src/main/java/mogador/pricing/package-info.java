/** What space-time costs and how it is paid for: quotes, refunds, packs of passes, credits. */
@NullMarked
package mogador.pricing;

import org.jspecify.annotations.NullMarked;
