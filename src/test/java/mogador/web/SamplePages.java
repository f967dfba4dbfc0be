package mogador.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mogador.app.MailsPage;
import mogador.booking.ConfirmPage;
import mogador.booking.MyBookingsPage;
import mogador.booking.PassPage;
import mogador.booking.SearchPage;
import mogador.calendars.CalendarsPage;
import mogador.identity.CodePage;
import mogador.identity.SignInPage;
import mogador.kernel.LocalText;
import mogador.kernel.Money;
import mogador.pricing.Line;
import mogador.pricing.PaidBy;
import mogador.pricing.WalletPage;
import mogador.sites.CancellationTiers;
import mogador.sites.PriceUnit;

/** Every page, filled as on a working day in Essaouira, to be looked at and measured. */
final class SamplePages {
  private SamplePages() {}

  record Sample(String template, Object page) {}

  static final LocalText ESSAOUIRA =
      new LocalText("Technopark Essaouira", "تكنوبارك الصويرة", "Technopark Essaouira");
  static final LocalText GROUND = new LocalText("Rez-de-chaussée", "الطابق الأرضي", "Ground floor");
  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
  private static final LocalDateTime FROM = DAY.atTime(9, 0);
  private static final LocalDateTime TO = DAY.atTime(13, 0);
  private static final String QR =
      QrSvg.of("MGD1:KQ7ZP3M2XH6T4B5WVA", "Code QR de la réservation ESS-7K2M4Q");

  /** By the path each is shown under. */
  static Map<String, Sample> all() {
    var pages = new LinkedHashMap<String, Sample>();
    pages.put("/", new Sample("booking/search.jte", search(Optional.empty(), 35)));
    pages.put(
        "/closed",
        new Sample("booking/search.jte", search(Optional.of("outside_opening_hours"), 35)));
    pages.put("/none", new Sample("booking/search.jte", search(Optional.empty(), 0)));
    pages.put("/spaces/free", new Sample("booking/confirm.jte", confirm(ConfirmPage.State.FREE)));
    pages.put("/spaces/taken", new Sample("booking/confirm.jte", confirm(ConfirmPage.State.TAKEN)));
    pages.put("/pass", new Sample("booking/pass.jte", pass(PassPage.State.READY)));
    pages.put("/pass/cancelled", new Sample("booking/pass.jte", pass(PassPage.State.CANCELLED)));
    pages.put("/me/bookings", new Sample("booking/my-bookings.jte", mine()));
    pages.put(
        "/me/none",
        new Sample(
            "booking/my-bookings.jte",
            new MyBookingsPage(
                Optional.empty(), Optional.empty(), List.of(), List.of(), List.of())));
    pages.put("/me/wallet", new Sample("pricing/wallet.jte", wallet()));
    pages.put(
        "/me/wallet/none",
        new Sample("pricing/wallet.jte", new WalletPage(List.of(), List.of(), List.of())));
    pages.put("/sign-in", new Sample("identity/sign-in.jte", signIn()));
    pages.put(
        "/sign-in/code",
        new Sample(
            "identity/code.jte",
            new CodePage("nadia@example.ma", "/", Optional.of("wrong"), 4, 10, true)));
    pages.put("/demo/mails", new Sample("app/mails.jte", mails()));
    pages.put("/me/calendars", new Sample("calendars/calendars.jte", calendars()));
    pages.put("/ops/essaouira", new Sample("devices/live.jte", SampleStaff.live()));
    pages.put(
        "/ops/essaouira/emergency", new Sample("devices/emergency.jte", SampleTrouble.emergency()));
    pages.put("/ops/essaouira/alarms", new Sample("alarms/alarms.jte", SampleTrouble.alarms()));
    pages.put("/ops/essaouira/fleet", new Sample("fleet/fleet.jte", SampleTrouble.fleet()));
    pages.put(
        "/ops/essaouira/firmware", new Sample("fleet/firmware.jte", SampleTrouble.firmware()));
    pages.put(
        "/ops/essaouira/fleet/r-entrance", new Sample("fleet/device.jte", SampleTrouble.device()));
    pages.put("/ops/essaouira/rents", new Sample("leasing/rent-roll.jte", SampleStaff.rents()));
    pages.putAll(SampleAudit.all());
    pages.putAll(SampleUse.all());
    pages.putAll(SampleAdvice.all());
    pages.putAll(SampleBooked.all());
    pages.putAll(SampleUplinks.all());
    pages.put("/grid", new Sample("booking/search.jte", search(SearchPage.View.GRID)));
    pages.put("/list", new Sample("booking/search.jte", search(SearchPage.View.LIST)));
    pages.putAll(SampleTimes.all());
    pages.putAll(SampleLayouts.all());
    pages.putAll(SampleDesk.all());
    pages.putAll(SampleMuster.all());
    pages.putAll(SampleVisits.all());
    pages.put("/docs", new Sample("web/api.jte", docs()));
    return pages;
  }

  private static ApiPage docs() {
    try (var contract = SamplePages.class.getResourceAsStream("/openapi.yaml")) {
      byte[] yaml = Objects.requireNonNull(contract).readAllBytes();
      return ApiReader.read(new String(yaml, StandardCharsets.UTF_8), "http://127.0.0.1:8080");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LocalText seat(int number) {
    String code = "%02d".formatted(number);
    return new LocalText("Position " + code, "المقعد " + code, "Seat " + code);
  }

  static String code(int number) {
    return "p-%02d".formatted(number);
  }

  static boolean taken(int number) {
    return number % 4 == 3 || number == 12 || number == 13;
  }

  private static SearchPage search(SearchPage.View view) {
    return search(Optional.empty(), 35, view);
  }

  private static SearchPage search(Optional<String> refusal, int seats) {
    return search(refusal, seats, SearchPage.View.PLAN);
  }

  private static SearchPage search(Optional<String> refusal, int seats, SearchPage.View view) {
    var places = new ArrayList<SearchPage.Place>();
    for (int i = 1; i <= seats; i++) {
      places.add(
          new SearchPage.Place(
              code(i), seat(i), GROUND, 1, List.of("power"), !taken(i), 9_600, "/spaces/free"));
    }
    var times = new ArrayList<LocalTime>();
    for (int quarter = 32; quarter <= 80; quarter++) {
      times.add(LocalTime.MIDNIGHT.plusMinutes(15L * quarter));
    }
    return new SearchPage(
        sites(),
        ESSAOUIRA,
        List.of("position", "meeting_room", "event_room", "phone_booth"),
        "position",
        LocalDate.of(2026, 11, 22),
        LocalDate.of(2027, 12, 20),
        DAY,
        times,
        FROM.toLocalTime(),
        TO.toLocalTime(),
        List.of(new Hours(LocalTime.of(8, 0), LocalTime.of(20, 0))),
        refusal,
        view,
        new SearchPage.Filters(List.of(1), 1, List.of("quiet", "sea-view"), List.of()),
        List.of(new PlanView(GROUND, SamplePlan.svg(i -> taken(i) ? "taken" : "free"))),
        view == SearchPage.View.GRID ? Optional.of(SampleTimes.grid()) : Optional.empty(),
        places);
  }

  static List<Choice> sites() {
    return List.of(
        new Choice("essaouira", ESSAOUIRA, true),
        new Choice("casablanca", LocalText.same("Technopark Casablanca"), false),
        new Choice("tanger", new LocalText("Tanger", "طنجة", "Tangier"), false));
  }

  private static ConfirmPage confirm(ConfirmPage.State state) {
    return new ConfirmPage(
        "essaouira/p-07",
        seat(7),
        "position",
        ESSAOUIRA,
        GROUND,
        1,
        FROM,
        TO,
        8_250,
        1_650,
        9_900,
        2_000,
        List.of(
            line(PaidBy.MONEY, PriceUnit.HALF_DAY, 1, 7_000),
            line(PaidBy.MONEY, PriceUnit.QUARTER_HOUR, 2, 625),
            line(PaidBy.PASS, PriceUnit.DAY, 3, 0),
            line(PaidBy.CREDIT, PriceUnit.MINUTE, 90, 0)),
        SamplePlan.svg(i -> i == 7 ? "chosen" : "taken"),
        "01936d6e-0000-7000-8000-000000000000",
        state == ConfirmPage.State.FREE,
        state,
        Optional.empty(),
        List.of(
            new ConfirmPage.Alternative(seat(8), FROM, TO, 9_600, "/spaces/free"),
            new ConfirmPage.Alternative(seat(6), FROM, TO, 9_600, "/spaces/free"),
            new ConfirmPage.Alternative(
                seat(7), FROM.plusHours(4), TO.plusHours(4), 9_600, "/spaces/free"),
            new ConfirmPage.Alternative(
                seat(7), FROM.plusDays(1), TO.plusDays(1), 9_600, "/spaces/free")),
        List.of(
            new CancellationTiers.Tier(Duration.ofDays(7), 10_000),
            new CancellationTiers.Tier(Duration.ofHours(2), 5_000)),
        "/");
  }

  private static WalletPage wallet() {
    return new WalletPage(
        List.of(
            new WalletPage.Pack(
                Optional.empty(),
                Optional.of(ESSAOUIRA),
                "position",
                "day",
                10,
                7,
                Optional.empty(),
                DAY.plusMonths(6)),
            new WalletPage.Pack(
                Optional.of("Arganier Labs"),
                Optional.empty(),
                "position",
                "half_day",
                20,
                1,
                Optional.of(DAY.plusDays(7)),
                DAY.plusMonths(9))),
        List.of(
            new WalletPage.Credit(
                "Arganier Labs", ESSAOUIRA, "meeting_room", YearMonth.from(DAY), 2, 24)),
        List.of(
            new WalletPage.Movement(
                FROM, "spent", "position", "day", -1, Optional.of("ESS-7K2M4Q")),
            new WalletPage.Movement(
                FROM, "given_back", "meeting_room", "minute", 45, Optional.of("ESS-2B4C6D")),
            new WalletPage.Movement(
                FROM, "leased", "meeting_room", "minute", 144, Optional.empty()),
            new WalletPage.Movement(FROM, "given", "position", "day", 10, Optional.empty())));
  }

  private static Line line(PaidBy by, PriceUnit unit, int count, long centimes) {
    Money price = Money.ofCentimes(centimes);
    return new Line(by, unit, count, price, price.by(count), price.by(count).times(1, 5));
  }

  private static PassPage pass(PassPage.State state) {
    return new PassPage(
        "01936d6e-0000-7000-8000-000000000000",
        "ESS-7K2M4Q",
        state == PassPage.State.READY,
        state,
        seat(7),
        "position",
        ESSAOUIRA,
        GROUND,
        FROM,
        TO,
        FROM.minusMinutes(15),
        9_600,
        QR,
        QR,
        List.of(
            new LocalText("Entrée principale", "المدخل الرئيسي", "Main entrance"),
            new LocalText("Porte du coworking", "باب فضاء العمل المشترك", "Coworking door")),
        SamplePlan.svg(i -> i == 7 ? "chosen" : "plain"),
        Optional.of("/me/bookings/1/calendar.ics"));
  }

  private static MyBookingsPage mine() {
    LocalText room = new LocalText("Salle Mogador", "قاعة موكادور", "Mogador room");
    return new MyBookingsPage(
        Optional.of(new MyBookingsPage.Cancelled("ESS-2B8N5T", "/spaces/free")),
        Optional.empty(),
        List.of(
            entry("ESS-7K2M4Q", seat(7), FROM, "confirmed", true),
            entry("ESS-0P4Q2Z", seat(9), FROM.plusDays(1), "offered", false),
            entry("ESS-1A7V6C", room, FROM.plusDays(1), "requested", false),
            entry("ESS-9R3D6W", room, FROM.plusDays(2), "confirmed", false)),
        List.of(
            new MyBookingsPage.Wait(
                "1", Optional.of(room), "meeting_room", ESSAOUIRA, FROM, TO, 2)),
        List.of(
            entry("ESS-2B8N5T", seat(11), FROM.minusDays(3), "cancelled", false),
            entry("ESS-5H1J8K", seat(3), FROM.minusDays(8), "done", false)));
  }

  private static MyBookingsPage.Entry entry(
      String reference, LocalText name, LocalDateTime from, String status, boolean running) {
    return new MyBookingsPage.Entry(
        reference,
        reference,
        name,
        ESSAOUIRA,
        from,
        from.plusHours(4),
        9_600,
        status,
        running,
        running,
        status.equals("offered") ? Optional.of(12L) : Optional.empty(),
        "/spaces/free",
        "/change");
  }

  private static SignInPage signIn() {
    return new SignInPage(
        "nadia@",
        "/",
        Optional.of("email"),
        List.of(
            new SignInPage.DemoAccount("nadia@example.ma", "Nadia Berrada", "nomad"),
            new SignInPage.DemoAccount("youssef@example.ma", "Youssef El Amrani", "tenant"),
            new SignInPage.DemoAccount("salma@example.ma", "Salma Ouazzani", "manager")));
  }

  private static CalendarsPage calendars() {
    return new CalendarsPage(
        Optional.of(
            new CalendarsPage.Given(
                "Mogador, mes réservations",
                "http://127.0.0.1:8080/calendar/" + "x".repeat(43) + ".ics",
                "webcal://127.0.0.1:8080/calendar/" + "x".repeat(43) + ".ics")),
        Optional.of("too_many_feeds"),
        List.of(
            new CalendarsPage.Line("1", "Mogador, mes réservations", "person", DAY),
            new CalendarsPage.Line("2", "Mogador, Argan Data SARL", "company", DAY)),
        List.of(new CalendarsPage.Option("3", "Argan Data SARL")),
        List.of(
            new CalendarsPage.Group(
                "Technopark Essaouira",
                List.of(new CalendarsPage.Option("essaouira/p-07", "Place 07")))),
        false);
  }

  private static MailsPage mails() {
    Messages words = Messages.in(mogador.kernel.Language.FR);
    return new MailsPage(
        List.of(
            new MailsPage.Letter(
                "01936d6e-0000-7000-8000-000000000001",
                "nadia@example.ma",
                "Réservé : Position 07, mardi 1 décembre, 09:00 (ESS-7K2M4Q)",
                words.text("letter.hello", "name", "Nadia")
                    + "\n\n"
                    + words.text("letter.booked.text")
                    + "\n\nhttp://127.0.0.1:8080/me/bookings/01936d6e-0000-7000-8000-000000000000",
                Optional.of("REQUEST"),
                "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n",
                FROM),
            new MailsPage.Letter(
                "01936d6e-0000-7000-8000-000000000002",
                "nadia@example.ma",
                words.text("mail.code.subject", "code", "402917"),
                words.text("mail.code.body", "code", "402917", "minutes", 10),
                Optional.empty(),
                "",
                FROM)));
  }
}
