package mogador.layouts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.booking.Booking;
import mogador.booking.BreakBookings;
import mogador.booking.BreakBookings.Decision;
import mogador.kernel.TimeSlot;
import mogador.sites.Space;

/** A manager's choices upon a proposal, made into one decision for each broken booking. */
final class Settle {
  private Settle() {}

  /**
   * What they want otherwise than proposed.
   *
   * @param to the space's reference; empty to cancel it
   */
  record Choice(UUID booking, Optional<String> to) {}

  sealed interface Read {
    record All(List<Decision> decisions) implements Read {
      public All {
        decisions = List.copyOf(decisions);
      }
    }

    record No(Refusal refusal) implements Read {}
  }

  /** As proposed where nothing else is chosen; where nothing is proposed, something must be. */
  static Read read(Proposal proposal, List<Choice> choices, Instant now) {
    Map<UUID, Choice> chosen = new HashMap<>();
    for (Choice choice : choices) {
      if (proposal.broken().stream().noneMatch(b -> b.booking().id().equals(choice.booking()))) {
        return no("unknown_booking", "Booking " + choice.booking() + " is not broken by this.");
      }
      if (chosen.put(choice.booking(), choice) != null) {
        return no("choice_twice", "There are two choices for " + choice.booking() + ".");
      }
    }
    var decisions = new ArrayList<Decision>();
    var given = new TakenAtoms();
    for (Broken one : proposal.broken()) {
      Booking booking = one.booking();
      Optional<Choice> choice = Optional.ofNullable(chosen.get(booking.id()));
      if (choice.isPresent() && choice.get().to().isEmpty()) {
        decisions.add(new Decision.Cancel(booking));
        continue;
      }
      Optional<Space> to = choice.isPresent() ? free(one, choice.get()) : one.proposed();
      if (to.isEmpty()) {
        String why = choice.isPresent() ? "seat_not_free" : "undecided";
        return no(why, "Choose a free space for " + booking.reference() + ", or cancel it.");
      }
      TimeSlot slot = BreakBookings.claimed(proposal.after(), to.get(), booking, now);
      if (!given.isFree(to.get(), slot)) {
        return no("seat_not_free", to.get().code() + " goes to two bookings at the same time.");
      }
      given.add(to.get(), slot);
      decisions.add(new Decision.Move(booking, to.get()));
    }
    return new Read.All(decisions);
  }

  private static Optional<Space> free(Broken broken, Choice choice) {
    String wished = choice.to().orElseThrow();
    return broken.free().stream().filter(space -> space.reference().equals(wished)).findFirst();
  }

  private static Read no(String code, String text) {
    return new Read.No(new Refusal(code, "choices", text));
  }
}
