package mogador.desk;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * A person as the desk of a site sees them: {@code GET /ops/SITE/people/ID}. Times are the site's.
 *
 * @param inside where doors have them, in a zone whose rules go by it
 * @param steward whether who looks may decide about badges and suspension of this person
 * @param said what was just done, a key of {@code person.said.KEY}
 * @param refused why it was not, a key of {@code person.refused.KEY}
 */
public record PersonPage(
    String site,
    LocalText siteName,
    Who who,
    Optional<Inside> inside,
    boolean steward,
    List<Right> rights,
    List<Credential> credentials,
    List<Passage> passages,
    Asking asking,
    Giving giving,
    List<Choice> readers,
    Optional<Enrolling> enrolling,
    Optional<String> said,
    Optional<String> refused) {

  /** The person. */
  public record Who(
      String id, String name, String email, String companies, Optional<Kept> suspended) {}

  /** In a zone of the page's site: since when, and through which door. */
  public record Inside(LocalText zone, LocalText door, LocalDateTime at) {}

  /** Kept out: why, by whom and since when; empty words when nobody wrote it down. */
  public record Kept(String reason, String by, Optional<LocalDateTime> at) {}

  /**
   * One source's right.
   *
   * @param source a code of {@code right.source.CODE}
   * @param siteName where, when it is another site than the page's
   * @param spaces it leads to; none for every door of the site
   * @param state now, later or over
   * @param reference of the booking or lease; of a right by hand, why it was given
   * @param href where its source is shown
   * @param withdraw the id to withdraw it by, of a right by hand
   */
  public record Right(
      String source,
      Optional<LocalText> siteName,
      List<LocalText> spaces,
      LocalDateTime from,
      LocalDateTime to,
      Optional<String> schedule,
      String state,
      String reference,
      String givenBy,
      Optional<String> href,
      Optional<String> withdraw) {
    public Right {
      spaces = List.copyOf(spaces);
    }
  }

  /**
   * A badge or another credential.
   *
   * @param kind a code of {@code credential.kind.CODE}
   * @param state active, expired, lost or revoked
   */
  public record Credential(
      String id,
      String kind,
      String label,
      String state,
      LocalDate since,
      Optional<LocalDateTime> expires) {
    public boolean isBadge() {
      return kind.equals("uid") || kind.equals("card");
    }
  }

  /**
   * A presentation: when, where, and what the door said.
   *
   * @param again it stayed shut at this site because they were inside already
   */
  public record Passage(
      LocalDateTime at,
      boolean granted,
      LocalText door,
      String kind,
      LocalText words,
      boolean again) {}

  /**
   * Would a door open?
   *
   * @param doors of the site, one chosen
   * @param answers one for each credential; none when nothing was asked
   * @param rights how each stood, when something was asked
   */
  public record Asking(
      List<Choice> doors,
      LocalDateTime at,
      boolean asked,
      List<Answer> answers,
      List<Standing> rights) {
    public Asking {
      doors = List.copyOf(doors);
      answers = List.copyOf(answers);
      rights = List.copyOf(rights);
    }
  }

  /**
   * What the door says to one credential.
   *
   * @param again it stays shut because they are inside already
   */
  public record Answer(
      String kind, String label, boolean granted, LocalText words, boolean again) {}

  /**
   * A right to be given.
   *
   * @param spaces of the site, by floor
   */
  public record Giving(
      List<Choice> spaces,
      List<Choice> doors,
      List<Choice> schedules,
      LocalDateTime from,
      LocalDateTime to) {
    public Giving {
      spaces = List.copyOf(spaces);
      doors = List.copyOf(doors);
      schedules = List.copyOf(schedules);
    }
  }

  /**
   * Waiting for a badge at a reader.
   *
   * @param seconds that are left; 0 when it is over
   * @param heard when an unknown badge was presented there
   */
  public record Enrolling(
      String id, LocalText door, long seconds, Optional<LocalDateTime> heard, String kind) {}

  public PersonPage {
    rights = List.copyOf(rights);
    credentials = List.copyOf(credentials);
    passages = List.copyOf(passages);
    readers = List.copyOf(readers);
  }
}
