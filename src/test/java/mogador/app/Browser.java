package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import mogador.web.Axe;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person's browser: a window of headless Chromium that shares nothing with others. */
final class Browser implements AutoCloseable {
  /** {@code -Dmogador.look=DIR} keeps the pictures there. */
  private static final String LOOK = System.getProperty("mogador.look", "");

  /** On a machine that does much else besides. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final int STEPS_OF_A_FINGER = 12;

  private final Chromium chromium;
  private final ChromeDriver driver;
  private final String base;
  private final WebDriverWait wait;

  private Browser(Chromium chromium, String base) {
    this.chromium = chromium;
    this.driver = chromium.driver();
    this.base = base;
    this.wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50));
  }

  /** Opens a window of that size in CSS pixels. */
  static Browser open(String base, int width, int height) {
    return new Browser(Chromium.take(), base).size(width, height);
  }

  /** Asks for a code as people do, reads it in the mail, gives it back; then goes to that path. */
  Browser signIn(String email, String next) {
    return go("/sign-in?next=" + next).signIn(email);
  }

  /** The same, where the page has already asked who it is. */
  Browser signIn(String email) {
    Optional<String> before = MailedCode.latest(base, email);
    awaitAddress("/sign-in").type("input[name=email]", email);
    click("form.stack button").find("input[name=code]");
    return type("input[name=code]", MailedCode.after(before, base, email))
        .click("form.stack button")
        .awaitGone("input[name=code]");
  }

  /** From now on it is somebody, by a token of theirs. */
  Browser as(String token) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.setExtraHTTPHeaders",
        Map.of("headers", Map.of("authorization", "Bearer " + token)));
    return this;
  }

  Browser size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
    return this;
  }

  Browser go(String path) {
    driver.get(path.startsWith("http") ? path : base + path);
    return this;
  }

  String address() {
    return String.valueOf(driver.getCurrentUrl());
  }

  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  String attribute(String css, String name) {
    return String.valueOf(find(css).getDomAttribute(name));
  }

  WebElement find(String css) {
    return wait.until(ExpectedConditions.presenceOfElementLocated(By.cssSelector(css)));
  }

  /** Whether it is there now, without waiting. */
  boolean has(String css) {
    return !driver.findElements(By.cssSelector(css)).isEmpty();
  }

  Browser click(String css) {
    try {
      wait.until(driver -> isClicked(css));
    } catch (TimeoutException e) {
      throw new AssertionError(address() + " has nothing to click at " + css + ":\n" + text(), e);
    }
    return this;
  }

  /** A page that is just being written again takes away what was found in it. */
  private boolean isClicked(String css) {
    try {
      WebElement found = ExpectedConditions.elementToBeClickable(By.cssSelector(css)).apply(driver);
      if (found == null) return false;
      found.click();
      return true;
    } catch (StaleElementReferenceException gone) {
      return false;
    }
  }

  Browser type(String css, String text) {
    find(css).sendKeys(text);
    return this;
  }

  /** Drags something so many pixels to the right and down. */
  Browser drag(String css, int right, int down) {
    new Actions(driver).dragAndDropBy(find(css), right, down).perform();
    return this;
  }

  /** Has a screen that is touched from now on. */
  Browser touched() {
    driver.executeCdpCommand(
        "Emulation.setTouchEmulationEnabled", Map.of("enabled", true, "maxTouchPoints", 2));
    return this;
  }

  /** Puts a finger on something, moves it so many pixels to the right and down, and lifts it. */
  Browser finger(String css, int right, int down) {
    return finger(middle(css), right, down);
  }

  Browser finger(Point from, int right, int down) {
    touch("touchStart", List.of(from));
    for (int i = 1; i <= STEPS_OF_A_FINGER; i++) {
      double part = (double) i / STEPS_OF_A_FINGER;
      touch("touchMove", List.of(new Point(from.x + right * part, from.y + down * part)));
    }
    touch("touchEnd", List.of());
    return this;
  }

  private void touch(String type, List<Point> at) {
    List<Map<String, Object>> points =
        at.stream().map(p -> Map.<String, Object>of("x", p.x, "y", p.y, "id", 1)).toList();
    driver.executeCdpCommand(
        "Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
  }

  /** A place in the window, in CSS pixels. */
  record Point(double x, double y) {}

  Point middle(String css) {
    return point(
        "const r = arguments[0].getBoundingClientRect();"
            + "return [r.x + r.width / 2, r.y + r.height / 2]",
        find(css));
  }

  /** A place of something, in the lower half of the window, where nothing else is touched. */
  Point beside(String css, String others) {
    return point(
        """
        for (let y = innerHeight - 40; y > innerHeight / 2; y -= 8)
          for (let x = 40; x < innerWidth - 40; x += 8) {
            const there = document.elementFromPoint(x, y);
            if (arguments[0].contains(there) && !there.closest(arguments[1])) return [x, y];
          }
        """,
        find(css),
        others);
  }

  private Point point(String script, Object... arguments) {
    List<?> at = (List<?>) Objects.requireNonNull(driver.executeScript(script, arguments));
    return new Point(((Number) at.get(0)).doubleValue(), ((Number) at.get(1)).doubleValue());
  }

  /** Brings something to the middle of the window. */
  Browser show(String css) {
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", find(css));
    return this;
  }

  /** How far down the page it looks, in CSS pixels. */
  double scrolled() {
    return ((Number) Objects.requireNonNull(driver.executeScript("return window.scrollY")))
        .doubleValue();
  }

  /** Until it looks further down the page. */
  Browser awaitScrolled(double beyond) {
    wait.until(driver -> scrolled() > beyond);
    return this;
  }

  /** Presses keys where the focus is. */
  Browser press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
    return this;
  }

  /** Goes on with the tab key until what is meant has the focus. */
  Browser tabTo(String css) {
    for (int i = 0; i < 120; i++) {
      Object there =
          driver.executeScript("return document.activeElement.matches(arguments[0])", css);
      if (Boolean.TRUE.equals(there)) return this;
      press(Keys.TAB);
    }
    throw new AssertionError("the tab key does not reach " + css + " at " + address());
  }

  String focused(String attribute) {
    return String.valueOf(driver.switchTo().activeElement().getDomAttribute(attribute));
  }

  /** Sets a cookie of the server it looks at. */
  Browser cookie(String name, String value) {
    driver.manage().addCookie(new Cookie(name, value));
    return this;
  }

  boolean hasCookie(String name) {
    Cookie cookie = driver.manage().getCookieNamed(name);
    return cookie != null && !cookie.getValue().isEmpty();
  }

  /** Fills a field that a browser writes in its own way, such as a date. */
  Browser put(String css, String value) {
    driver.executeScript("arguments[0].value = arguments[1]", find(css), value);
    return this;
  }

  /** Looks as a printed page does from now on. */
  Browser paper() {
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
    return this;
  }

  /** Until what was there has gone with its page. */
  Browser awaitGone(String css) {
    wait.until(ExpectedConditions.numberOfElementsToBe(By.cssSelector(css), 0));
    return this;
  }

  Browser awaitAddress(String part) {
    wait.until(ExpectedConditions.urlContains(part));
    return this;
  }

  Browser awaitText(String css, String part) {
    wait.until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(css), part));
    return this;
  }

  /** Waits until an attribute is there and is another than that. */
  Browser awaitOther(String css, String name, String than) {
    wait.withTimeout(Duration.ofSeconds(60))
        .until(driver -> has(css + "[" + name + "]") && !than.equals(attribute(css, name)));
    return this;
  }

  /** The phone's network is away, or back. */
  Browser offline(boolean away) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", away, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    return this;
  }

  /** The phone has slept so long: its clock is further on at once. */
  Browser sleep(Duration length) {
    driver.executeScript(
        "const before = Date.now; Date.now = () => before() + arguments[0]"
            .replace("arguments[0]", String.valueOf(length.toMillis())));
    return this;
  }

  /** What a phone's camera would read off the screen. */
  String readQr(String css) {
    WebElement code = find(css);
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", code);
    // A picture may come before the page is painted where it was scrolled to.
    return wait.withMessage("no QR code can be read in " + css)
        .until(driver -> decoded(code.getScreenshotAs(OutputType.BYTES)));
  }

  private static @Nullable String decoded(byte[] png) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      int[] pixels =
          image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
      var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
      return new MultiFormatReader()
          .decode(new BinaryBitmap(new HybridBinarizer(source)))
          .getText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NotFoundException notYet) {
      return null;
    }
  }

  /** Holds the page against WCAG 2.2 AA, as axe reads it, and against the width of its window. */
  Browser check() {
    assertThat(Axe.wcag(driver)).as(address()).isEmpty();
    Object wider =
        driver.executeScript(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    assertThat(wider).as("%s overflows", address()).isEqualTo(false);
    return this;
  }

  /** Keeps a picture of the window for people to look at, when some want to. */
  Browser picture(String name) {
    if (LOOK.isEmpty()) return this;
    try {
      Path folder = Files.createDirectories(Path.of(LOOK));
      Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    chromium.giveBack(base);
  }
}
