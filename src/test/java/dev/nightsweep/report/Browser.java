package dev.nightsweep.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium. Where none is installed a test is aborted with a message, and fails if the
 * environment variable {@code CI} is set.
 */
public final class Browser implements AutoCloseable {
  private static final boolean PICTURES = Boolean.getBoolean("nightsweep.screenshots");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  public static Browser start(Path profile) {
    Optional<File> chromium = onPath("chromium", "chromium-browser", "google-chrome");
    Optional<File> chromedriver = onPath("chromedriver");
    if (chromium.isEmpty() || chromedriver.isEmpty()) {
      String message = "chromium and chromedriver must be on the PATH to test pages in a browser";
      Assertions.assertNull(System.getenv("CI"), message);
      Assumptions.abort(message);
    }
    // Said by property: otherwise Selenium would look for a driver on the network.
    System.setProperty("webdriver.chrome.driver", chromedriver.orElseThrow().getPath());
    return new Browser(new ChromeDriver(options(chromium.orElseThrow(), profile)));
  }

  private static ChromeOptions options(File chromium, Path profile) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium);
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + profile);
    return options;
  }

  private static Optional<File> onPath(String... names) {
    List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
    return Arrays.stream(names)
        .flatMap(name -> folders.stream().map(folder -> new File(folder, name)))
        .filter(File::canExecute)
        .findFirst();
  }

  /** The driver itself, for libraries that take one. */
  public ChromeDriver driver() {
    return driver;
  }

  /** Opens a file at a place within it. */
  public void open(Path page, String hash) {
    size(1000, "light");
    driver.get("about:blank"); // another hash alone would not load the page anew
    driver.get(page.toUri() + hash);
  }

  /** Waits until the script gives true. */
  public void await(String script) {
    new WebDriverWait(driver, Duration.ofSeconds(20), Duration.ofMillis(20))
        .until(d -> Boolean.TRUE.equals(run("return Boolean(" + script + ")")));
  }

  /** Opens a file; {@code scheme} is {@code light} or {@code dark}. */
  public void open(Path page, int width, String scheme) {
    size(width, scheme);
    driver.get(page.toUri().toString());
  }

  private void size(int width, String scheme) {
    media("", scheme);
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Shows the page as on {@code screen} or {@code print}. */
  public void media(String medium, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  public Object run(String script) {
    return driver.executeScript(script);
  }

  /** How large every text of a drawing is shown, in pixels. */
  public List<Double> textSizes() {
    List<?> sizes =
        (List<?>)
            run(
                "return [...document.querySelectorAll('svg text')].filter(t =>"
                    + " t.checkVisibility()).map(t => parseFloat(getComputedStyle(t).fontSize) *"
                    + " t.ownerSVGElement.getBoundingClientRect().width /"
                    + " t.ownerSVGElement.viewBox.baseVal.width)");
    return sizes.stream().map(size -> ((Number) size).doubleValue()).toList();
  }

  /** Everything that the page has printed on the console. */
  public List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  /**
   * The addresses that pages from files have asked for since the last call; what the browser's own
   * first tab is still loading is not among them.
   */
  public List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .filter(message -> message.contains("\"documentURL\":\"file:"))
        .flatMap(Browser::url)
        .toList();
  }

  private static Stream<String> url(String message) {
    return Pattern.compile("\"url\":\"([^\"]*)\"")
        .matcher(message)
        .results()
        .map(match -> match.group(1));
  }

  /** Keeps a picture of the whole page, for people: where {@code make screenshots} asks for it. */
  public void photograph(String name) throws IOException {
    if (!PICTURES) {
      return;
    }
    Object height = run("return document.documentElement.scrollHeight");
    Object width = run("return window.innerWidth");
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    Path folder = Files.createDirectories(Path.of("target", "screenshots"));
    Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
