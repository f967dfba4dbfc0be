package mogador.reporting;

/**
 * What became of bookings. Each has one outcome: attended, no-show, ended early or not known.
 *
 * @param bookings that began in the time asked for
 * @param released of the no-shows, those the rules gave back
 * @param rebooked of which another booking used some
 * @param time of all of them
 */
public record BookedFigures(
    int bookings,
    int attended,
    int noShows,
    int early,
    int unknown,
    int released,
    int rebooked,
    Time time) {

  /** Booked time by what became of it, in ms. */
  public record Time(long attended, long noShow, long early, long rebooked, long unknown) {
    public long booked() {
      return attended + noShow + early + rebooked + unknown;
    }

    /** That was not used by those who booked it. */
    public long left() {
      return noShow + early + rebooked;
    }
  }

  /** Of those of which anything is known, in per cent. */
  public int noShowPercent() {
    return percent(noShows, bookings - unknown);
  }

  /** Likewise. */
  public int earlyPercent() {
    return percent(early, bookings - unknown);
  }

  /** Booked time that was used as booked, of that of which anything is known. */
  public int usedPercent() {
    return percent(time.attended(), time.booked() - time.unknown());
  }

  /** What others used of the time that was left. */
  public int rebookedPercent() {
    return percent(time.rebooked(), time.left());
  }

  /** 0 of nothing. */
  static int percent(long part, long whole) {
    return whole <= 0 ? 0 : (int) Math.round(100.0 * part / whole);
  }
}
