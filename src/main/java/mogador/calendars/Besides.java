package mogador.calendars;

import java.util.List;
import mogador.identity.Person;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

/** What people have in their calendars besides bookings; those say it who know it. */
public interface Besides {
  /** A person's that touch a slot, in an order that is always the same. */
  List<Occasion> of(Sql sql, Person owner, TimeSlot slot, int limit);
}
