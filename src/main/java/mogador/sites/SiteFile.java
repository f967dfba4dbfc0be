package mogador.sites;

import java.util.List;
import java.util.Optional;

/** The file that describes a park; its format is in {@code docs/site-file.md}. */
public final class SiteFile {
  /** The largest file read, in characters. */
  public static final int LONGEST = 1_000_000;

  private SiteFile() {}

  /** What reading a file comes to. */
  public sealed interface Checked {}

  /** Everything in the file holds. */
  public record Good(SiteDocument document) implements Checked {}

  /** All that is wrong, by line. */
  public record Bad(List<Complaint> complaints) implements Checked {
    public Bad {
      complaints = List.copyOf(complaints);
    }
  }

  /** Looks at what sites themselves know nothing of. */
  public interface FurtherCheck {
    FurtherCheck NONE = (document, complain) -> {};

    void check(SiteDocument document, Complain complain);
  }

  /** Takes a complaint. */
  public interface Complain {
    /**
     * About a field.
     *
     * @param field where in the file, e.g. {@code spaces[p-07].zone}
     */
    void about(String field, String message);
  }

  /** Reads and checks a file whole: all complaints at once. Never throws for what the file says. */
  public static Checked read(String yaml) {
    return read(yaml, FurtherCheck.NONE);
  }

  /** The same, and looks further. */
  public static Checked read(String yaml, FurtherCheck further) {
    if (yaml.length() > LONGEST) {
      String message = "the file has " + yaml.length() + " characters, at most 1,000,000 are read";
      return new Bad(List.of(new Complaint(1, "", message)));
    }
    return check(yaml, further);
  }

  /** Reads and checks a text of any length. */
  static Checked check(String yaml) {
    return check(yaml, FurtherCheck.NONE);
  }

  private static Checked check(String yaml, FurtherCheck further) {
    Complaints complaints = new Complaints();
    Optional<SiteDocument> read =
        YamlTree.read(yaml, complaints).map(root -> SiteReader.read(root, complaints));
    if (!complaints.full()) {
      read.ifPresent(document -> further.check(document, complaints::add));
    }
    return read.filter(document -> complaints.none())
        .<Checked>map(Good::new)
        .orElseGet(() -> new Bad(complaints.sorted()));
  }
}
