package mogador.booking;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * What waits for a manager's word: {@code GET /ops/approvals}.
 *
 * @param said what became of the last decision, a code of {@code approvals.said.CODE}
 */
public record ApprovalsPage(Optional<String> said, List<Request> requests) {

  /**
   * A request, which holds its space meanwhile.
   *
   * @param besides what else is in the space that day
   * @param elsewhere what the same person has at the same time
   */
  public record Request(
      String id,
      String reference,
      LocalText space,
      String spaceReference,
      LocalText siteName,
      String person,
      String email,
      LocalDateTime from,
      LocalDateTime to,
      LocalDateTime asked,
      String purpose,
      int attendees,
      int capacity,
      long totalCentimes,
      List<Other> besides,
      List<Other> elsewhere) {
    public Request {
      besides = List.copyOf(besides);
      elsewhere = List.copyOf(elsewhere);
    }
  }

  /** Another use. */
  public record Other(LocalDateTime from, LocalDateTime to, String what) {}

  public ApprovalsPage {
    requests = List.copyOf(requests);
  }
}
