package mogador.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A running Chromium, used by one test after the other: starting one costs more than most tests do
 * with it. Each has a window of its own, with which goes what it has set there, and leaves no
 * cookies, storage or service workers behind.
 */
final class Chromium {
  private static final Queue<Chromium> IDLE = new ConcurrentLinkedQueue<>();

  private final ChromeDriver driver;
  private final String home;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
    this.home = driver.getWindowHandle();
    Runtime.getRuntime().addShutdownHook(new Thread(driver::quit));
  }

  /** One for the caller alone, in a new window, until it is given back. */
  static Chromium take() {
    Chromium idle = IDLE.poll();
    Chromium chromium = idle == null ? start() : idle;
    chromium.driver.switchTo().newWindow(WindowType.WINDOW);
    return chromium;
  }

  ChromeDriver driver() {
    return driver;
  }

  /** Forgets all of that server's; one that cannot is not used again. */
  void giveBack(String server) {
    try {
      driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
      driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
      driver.executeCdpCommand(
          "Storage.clearDataForOrigin", Map.of("origin", server, "storageTypes", "all"));
      for (String window : driver.getWindowHandles()) {
        if (!window.equals(home)) driver.switchTo().window(window).close();
      }
      driver.switchTo().window(home);
      IDLE.add(this);
    } catch (WebDriverException e) {
      driver.quit();
    }
  }

  private static Chromium start() {
    var options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless",
        "--force-prefers-reduced-motion",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=fr");
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
            .build();
    return new Chromium(new ChromeDriver(service, options));
  }
}
