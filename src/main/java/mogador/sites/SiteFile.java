package mogador.sites;

import java.util.List;

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

  /** Reads and checks a file whole: all complaints at once. Never throws for what the file says. */
  public static Checked read(String yaml) {
    if (yaml.length() > LONGEST) {
      String message = "the file has " + yaml.length() + " characters, at most 1,000,000 are read";
      return new Bad(List.of(new Complaint(1, "", message)));
    }
    return check(yaml);
  }

  /** Reads and checks a text of any length. */
  static Checked check(String yaml) {
    Complaints complaints = new Complaints();
    return YamlTree.read(yaml, complaints)
        .map(root -> SiteReader.read(root, complaints))
        .filter(document -> complaints.none())
        .<Checked>map(Good::new)
        .orElseGet(() -> new Bad(complaints.sorted()));
  }
}
