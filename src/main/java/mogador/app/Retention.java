package mogador.app;

import java.time.Duration;
import java.util.List;
import mogador.access.Access;
import mogador.access.Resets;
import mogador.access.RightHistory;
import mogador.alarms.Alarms;
import mogador.audit.AuditTrail;
import mogador.booking.Bookings;
import mogador.calendars.Calendars;
import mogador.fleet.Provisioning;
import mogador.identity.SignIn;
import mogador.identity.Tokens;
import mogador.muster.Musters;
import mogador.occupancy.CountStore;
import mogador.occupancy.HeadCounts;
import mogador.platform.Answers;
import mogador.platform.Expiring;
import mogador.platform.Mailbox;
import mogador.platform.Outbox;
import mogador.uplinks.Uplinks;

/** How long what is kept is kept. */
final class Retention {
  private Retention() {}

  /** What is cleared some time after it has expired; personal data after its retention. */
  static List<Expiring> expiring(Duration retention) {
    return List.of(
        SignIn.EXPIRING,
        Tokens.EXPIRING,
        Answers.EXPIRING,
        Bookings.TABLETS,
        Access.ENROLMENTS,
        Alarms.EXPIRING,
        RightHistory.EXPIRING,
        Resets.EXPIRING,
        Calendars.EXPIRING,
        Mailbox.EXPIRING,
        Musters.DEPARTURES,
        Outbox.EXPIRING,
        AuditTrail.personal(retention),
        Provisioning.EXPIRING,
        CountStore.READINGS,
        HeadCounts.CORRECTIONS,
        Uplinks.HEARD,
        new Expiring("device_command", "asked_at", retention));
  }
}
