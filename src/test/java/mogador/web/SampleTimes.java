package mogador.web;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.booking.ApprovalsPage;
import mogador.booking.ChangePage;
import mogador.booking.DayGridPage;
import mogador.booking.DayLine;
import mogador.booking.DayLine.State;
import mogador.booking.DayLine.Stretch;
import mogador.booking.DoorPage;
import mogador.booking.DoorPairPage;
import mogador.booking.SpacePage;
import mogador.booking.WallPage;
import mogador.kernel.LocalText;
import mogador.web.SamplePages.Sample;

/** The pages about times: calendars, wall, door, changes and approvals. */
final class SampleTimes {
  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
  private static final LocalDateTime NOW = DAY.atTime(9, 41);
  private static final LocalText ROOM =
      new LocalText("Salle Mogador", "قاعة موكادور", "Mogador room");
  private static final LocalText GROUND =
      new LocalText("Rez-de-chaussée", "الطابق الأرضي", "Ground floor");

  private SampleTimes() {}

  static Map<String, Sample> all() {
    var pages = new LinkedHashMap<String, Sample>();
    pages.put("/spaces/week", new Sample("booking/space.jte", space(SpacePage.View.WEEK)));
    pages.put("/spaces/day", new Sample("booking/space.jte", space(SpacePage.View.DAY)));
    pages.put("/spaces/month", new Sample("booking/space.jte", space(SpacePage.View.MONTH)));
    pages.put("/wall/essaouira", new Sample("booking/wall.jte", wall()));
    pages.put("/door/free", new Sample("booking/door.jte", door("free")));
    pages.put("/door/expected", new Sample("booking/door.jte", door("expected")));
    pages.put("/door/in-use", new Sample("booking/door.jte", door("in_use")));
    pages.put("/door/closed", new Sample("booking/door.jte", door("closed")));
    pages.put("/door/pair", new Sample("booking/door-pair.jte", pair()));
    pages.put("/change", new Sample("booking/change.jte", change(ChangePage.Outcome.POSSIBLE)));
    pages.put("/change/taken", new Sample("booking/change.jte", change(ChangePage.Outcome.TAKEN)));
    pages.put("/ops/approvals", new Sample("booking/approvals.jte", approvals()));
    pages.put(
        "/ops/approvals/none",
        new Sample("booking/approvals.jte", new ApprovalsPage(Optional.of("approved"), List.of())));
    return pages;
  }

  /** A day of 35 seats round the clock: the heaviest that is shown. */
  static DayGridPage grid() {
    var heads = new ArrayList<DayGridPage.Head>();
    for (int hour = 0; hour < 24; hour++) heads.add(new DayGridPage.Head(LocalTime.of(hour, 0), 2));
    var rows = new ArrayList<DayGridPage.Row>();
    for (int seat = 1; seat <= 35; seat++) {
      String reference = "essaouira/p-%02d".formatted(seat);
      LocalText name = new LocalText("Place " + seat, "مقعد " + seat, "Seat " + seat);
      rows.add(new DayGridPage.Row(reference, name, 1, cells(reference, seat % 5 == 0)));
    }
    return new DayGridPage(heads, rows);
  }

  private static List<DayGridPage.Cell> cells(String space, boolean taken) {
    var cells = new ArrayList<DayGridPage.Cell>();
    for (int half = 0; half < 48; half++) {
      LocalDateTime from = DAY.atStartOfDay().plusMinutes(30L * half);
      if (taken && half == 20) {
        cells.add(new DayGridPage.Cell("taken", 4, from, from.plusHours(2), "", false));
        half += 3;
        continue;
      }
      String href = "/spaces/%s?from=%s&to=%s".formatted(space, from, from.plusHours(2));
      boolean asked = half >= 18 && half < 22;
      cells.add(new DayGridPage.Cell("free", 1, from, from.plusMinutes(30), href, asked));
    }
    return cells;
  }

  private static SpacePage space(SpacePage.View view) {
    LocalDate first = view == SpacePage.View.DAY ? DAY : LocalDate.of(2026, 11, 30);
    int days = view == SpacePage.View.DAY ? 1 : 7;
    List<DayLine> lines = first.datesUntil(first.plusDays(days)).map(SampleTimes::line).toList();
    boolean month = view == SpacePage.View.MONTH;
    return new SpacePage(
        "essaouira/m-3",
        ROOM,
        "meeting_room",
        SamplePages.ESSAOUIRA,
        GROUND,
        12,
        List.of("screen", "video", "whiteboard", "sea-view"),
        List.of(new SpacePage.Rate("hour", 18_000), new SpacePage.Rate("day", 108_000)),
        view,
        DAY,
        DAY,
        first,
        first.plusDays(days - 1),
        Optional.empty(),
        Optional.of(DAY.plusDays(7)),
        month ? Optional.empty() : Optional.of(table(lines)),
        month ? Optional.of(month()) : Optional.empty(),
        month ? List.of() : lines,
        view == SpacePage.View.DAY ? Optional.of(kept()) : Optional.empty(),
        List.of(
            new SpacePage.Note(
                DAY.atStartOfDay(),
                DAY.plusDays(1).atStartOfDay(),
                new LocalText("Aïd al-Fitr", "عيد الفطر", "Eid al-Fitr"),
                true,
                true),
            new SpacePage.Note(
                DAY.plusDays(1).atTime(9, 0),
                DAY.plusDays(2).atTime(18, 0),
                new LocalText("Travaux de peinture", "أشغال صباغة", "Painting"),
                false,
                false)),
        true,
        true,
        900,
        DAY.atTime(10, 0),
        DAY.atTime(11, 0),
        "/",
        SamplePlan.svg(i -> i == 7 ? "chosen" : "silent"));
  }

  private static DayLine line(LocalDate day) {
    int busy = 9 + day.getDayOfMonth() % 5;
    LocalDateTime from = day.atTime(busy, 15);
    return new DayLine(
        day,
        List.of(
            new Stretch(State.CLOSED, day.atStartOfDay(), day.atTime(8, 0)),
            new Stretch(State.FREE, day.atTime(8, 0), from),
            new Stretch(State.TAKEN, from, from.plusMinutes(90)),
            new Stretch(State.FREE, from.plusMinutes(90), day.atTime(18, 0)),
            new Stretch(State.CLOSED, day.atTime(18, 0), day.plusDays(1).atStartOfDay())));
  }

  private static SpacePage.Table table(List<DayLine> lines) {
    var rows = new ArrayList<SpacePage.Row>();
    for (int half = 16; half < 36; half++) {
      var cells = new ArrayList<SpacePage.Cell>();
      for (DayLine line : lines) {
        LocalDateTime from = line.day().atStartOfDay().plusMinutes(30L * half);
        Stretch taken = line.in(State.TAKEN).getFirst();
        LocalDateTime top = taken.from().minusMinutes(15);
        if (from.equals(top)) {
          cells.add(new SpacePage.Cell("taken", 4, taken.from(), taken.to(), ""));
        } else if (from.isBefore(top) || !from.isBefore(top.plusHours(2))) {
          String href = "/spaces/free?from=" + from + "&to=" + from.plusHours(1);
          cells.add(new SpacePage.Cell("free", 1, from, from.plusMinutes(30), href));
        }
      }
      rows.add(new SpacePage.Row(LocalTime.of(half / 2, half % 2 * 30), cells));
    }
    return new SpacePage.Table(lines.stream().map(DayLine::day).toList(), rows);
  }

  private static SpacePage.Month month() {
    var weeks = new ArrayList<List<SpacePage.Day>>();
    String[] states = {"free", "partly", "taken", "partly", "free", "closed", "closed"};
    for (LocalDate monday = LocalDate.of(2026, 11, 30);
        monday.isBefore(LocalDate.of(2027, 1, 4));
        monday = monday.plusDays(7)) {
      var week = new ArrayList<SpacePage.Day>();
      for (int i = 0; i < 7; i++) {
        LocalDate date = monday.plusDays(i);
        String state = date.isBefore(DAY) ? "past" : states[i];
        var bars = List.of(new SpacePage.Bar("closed", 0, 32), new SpacePage.Bar("taken", 40, 8));
        week.add(new SpacePage.Day(date, date.getMonthValue() == 12, state, 375, bars));
      }
      weeks.add(week);
    }
    return new SpacePage.Month(weeks);
  }

  private static List<SpacePage.Kept> kept() {
    LocalDateTime from = DAY.atTime(10, 15);
    return List.of(
        new SpacePage.Kept(
            from,
            from.plusMinutes(90),
            ROOM,
            "requested",
            "Nadia Berrada",
            "ESS-7K2M4Q",
            "/me/bookings/1"),
        new SpacePage.Kept(from.plusHours(3), from.plusHours(5), ROOM, "closed", "", "", ""));
  }

  private static WallPage wall() {
    var rooms = new ArrayList<WallPage.Room>();
    for (String state : List.of("free", "expected", "in_use", "free", "closed", "in_use")) {
      rooms.add(
          new WallPage.Room(
              ROOM,
              GROUND,
              state,
              rooms.size() == 3 ? Optional.empty() : Optional.of(DAY.atTime(11, 30)),
              state.equals("closed")
                  ? Optional.empty()
                  : Optional.of(new WallPage.Hours(DAY.atTime(14, 0), DAY.atTime(15, 30)))));
    }
    return new WallPage("essaouira", SamplePages.ESSAOUIRA, NOW, 12, 35, rooms);
  }

  private static DoorPage door(String state) {
    boolean free = state.equals("free");
    boolean booked = state.equals("expected") || state.equals("in_use");
    return new DoorPage(
        state.replace('_', '-'),
        ROOM,
        SamplePages.ESSAOUIRA,
        12,
        NOW,
        state,
        state.equals("closed") ? Optional.empty() : Optional.of(DAY.atTime(11, 30)),
        List.of(
            new WallPage.Hours(DAY.atTime(11, 30), DAY.atTime(12, 30)),
            new WallPage.Hours(DAY.atTime(15, 0), DAY.atTime(16, 45))),
        !state.equals("closed"),
        booked ? Optional.of("1") : Optional.empty(),
        free
            ? List.of(
                new DoorPage.Offer(DAY.atTime(10, 0), 19, false),
                new DoorPage.Offer(DAY.atTime(10, 15), 34, false),
                new DoorPage.Offer(DAY.atTime(11, 30), 109, true))
            : List.of(),
        booked ? List.of(new DoorPage.Offer(DAY.atTime(11, 45), 15, false)) : List.of(),
        free
            ? Optional.of(QrSvg.of("https://park.example/spaces/essaouira/m-3", "QR"))
            : Optional.empty(),
        state.equals("in_use") ? Optional.of("checked_in") : Optional.empty());
  }

  private static DoorPairPage pair() {
    return new DoorPairPage(
        "essaouira/m-3",
        ROOM,
        SamplePages.ESSAOUIRA,
        List.of(new DoorPairPage.Tablet("1", "Tablette Samsung, couloir", NOW.minusDays(40), NOW)));
  }

  private static ChangePage change(ChangePage.Outcome outcome) {
    boolean taken = outcome == ChangePage.Outcome.TAKEN;
    return new ChangePage(
        "1",
        "ESS-7K2M4Q",
        ROOM,
        SamplePages.ESSAOUIRA,
        DAY.atTime(9, 0),
        DAY.atTime(11, 0),
        36_000,
        DAY.atTime(14, 0),
        DAY.atTime(17, 0),
        false,
        List.of(
            new Choice("essaouira/m-3", ROOM, true),
            new Choice("essaouira/m-4", LocalText.same("Argan"), false)),
        900,
        false,
        outcome,
        Optional.empty(),
        54_000,
        taken
            ? List.of(
                new ChangePage.Alternative(
                    ROOM, DAY.atTime(15, 0), DAY.atTime(18, 0), 54_000, "/change"))
            : List.of());
  }

  private static ApprovalsPage approvals() {
    var other = new ApprovalsPage.Other(DAY.atTime(9, 0), DAY.atTime(10, 30), "Youssef El Amrani");
    return new ApprovalsPage(
        Optional.empty(),
        List.of(
            request("1", "Assemblée de l’association des start-up", 120, List.of(other)),
            request("2", "", 40, List.of())));
  }

  private static ApprovalsPage.Request request(
      String id, String purpose, int attendees, List<ApprovalsPage.Other> others) {
    return new ApprovalsPage.Request(
        id,
        "ESS-7K2M4" + id,
        new LocalText("Salle Borj", "قاعة البرج", "Borj room"),
        "essaouira/event",
        SamplePages.ESSAOUIRA,
        "Nadia Berrada",
        "nadia@example.ma",
        DAY.plusDays(9).atTime(14, 0),
        DAY.plusDays(9).atTime(18, 0),
        NOW.minusHours(3),
        purpose,
        attendees,
        90,
        240_000,
        others,
        others);
  }
}
