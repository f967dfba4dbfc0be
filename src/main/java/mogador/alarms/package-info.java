/** What someone should look after: raised, told, acknowledged, cleared. */
@NullMarked
package mogador.alarms;

import org.jspecify.annotations.NullMarked;
