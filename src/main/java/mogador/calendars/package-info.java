/** Bookings in the calendars people already have: by mail, as files, as feeds. */
@NullMarked
package mogador.calendars;

import org.jspecify.annotations.NullMarked;
