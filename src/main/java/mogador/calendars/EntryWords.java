package mogador.calendars;

import mogador.kernel.Language;
import mogador.sites.Floor;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.Messages;

/**
 * How entries are put for those who read them.
 *
 * @param withHolder whether they are about others, so that each says whose it is
 */
record EntryWords(Network network, Language language, boolean withHolder) {

  String summary(Entry entry) {
    String what = space(entry.space()).name().in(language);
    if (withHolder) {
      return entry.purpose().isBlank()
          ? text("calendar.of_holder", "name", entry.holder().shownName(), "what", what)
          : text(
              "calendar.of_holder_for",
              "name",
              entry.holder().shownName(),
              "what",
              what,
              "purpose",
              entry.purpose());
    }
    return entry.purpose().isBlank()
        ? text("calendar.own", "what", what, "site", site(entry.site()).name().in(language))
        : text("calendar.own_for", "what", what, "purpose", entry.purpose());
  }

  String place(Entry entry) {
    Site site = site(entry.site());
    Space space = space(entry.space());
    return text(
        "calendar.place",
        "what",
        space.name().in(language),
        "floor",
        site.floor(space.floor()).map(Floor::name).orElse(site.name()).in(language),
        "site",
        site.name().in(language));
  }

  String description(Entry entry, String url) {
    String about =
        text(
            entry.standing() == Entry.Standing.TENTATIVE ? "calendar.waiting" : "calendar.about",
            "reference",
            entry.reference());
    return withHolder ? about : about + "\n" + url;
  }

  String organizer(Entry entry) {
    return site(entry.site()).name().in(language);
  }

  String text(String key, Object... arguments) {
    return Messages.in(language).text(key, arguments);
  }

  private Site site(String id) {
    return network.site(id).orElseThrow();
  }

  private Space space(long id) {
    return network.spaceById(id).orElseThrow();
  }
}
