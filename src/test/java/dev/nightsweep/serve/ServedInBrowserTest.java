package dev.nightsweep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.app.LivePages;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.report.Browser;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.memory.InMemoryStore;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers beside each other on one machine, in one browser. */
class ServedInBrowserTest {
  private static Browser browser;

  @TempDir private Path folder;

  @BeforeAll
  static void startBrowser(@TempDir Path profile) {
    browser = Browser.start(profile);
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void twoServersAreSteeredByTurnsAndAForeignOneIsSentNothing() throws IOException {
    Steered first = new Steered(folder.resolve("a"));
    Steered second = new Steered(folder.resolve("b"));
    List<Map<String, List<String>>> sent = new CopyOnWriteArrayList<>();
    try (LiveServer one = first.serve("127.0.0.1", "1".repeat(32));
        LiveServer other = second.serve("127.0.0.1", "2".repeat(32));
        HttpPort foreign =
            HttpPort.listen(
                HttpPort.anyOnLoopback(),
                "foreign",
                (head, call) -> {
                  sent.add(head.headers());
                  call.send(200, Map.of("Content-Type", "text/html"), "<title>foreign</title>");
                })) {
      browser.driver().get(url(one, "127.0.0.1") + "?token=" + "1".repeat(32));
      assertThat(browser.driver().getCurrentUrl()).isEqualTo(url(one, "127.0.0.1"));
      browser.driver().get(url(other, "127.0.0.1") + "?token=" + "2".repeat(32));
      browser.driver().get("http://127.0.0.1:%d/".formatted(foreign.port()));
      assertThat(sent).isNotEmpty();
      assertThat(sent.toString()).doesNotContain("1".repeat(32), "2".repeat(32), "cookie");

      browser.driver().get(url(one, "127.0.0.1"));
      press("Pause");
      browser.driver().get(url(other, "127.0.0.1"));
      awaitBar();
      click("Cancel now");
      press("Cancel the sweep");
    }
    assertThat(first.wishes).containsExactly("pause s-1");
    assertThat(second.wishes).containsExactly("cancel s-1");
  }

  @Test
  void aServerOnIpv6IsSteeredFromTheAddressThatItPrints() throws IOException {
    Steered pages = new Steered(folder.resolve("six"));
    try (LiveServer server = pages.serve("::1", "6".repeat(32))) {
      browser.driver().get(url(server, "[0:0:0:0:0:0:0:1]") + "?token=" + "6".repeat(32));
      press("Stop when runs end");
    }
    assertThat(pages.wishes).containsExactly("stop s-1");
  }

  @Test
  void onlyButtonsThatApplyAreShown() throws IOException {
    Steered pages = new Steered(folder.resolve("buttons"));
    try (LiveServer server = pages.serve("127.0.0.1", "8".repeat(32))) {
      browser.driver().get(url(server, "127.0.0.1") + "?token=" + "8".repeat(32));
      awaitBar();
      assertThat(buttons()).containsExactly("Pause", "Stop when runs end", "Cancel now");
      assertThat(said()).contains("running, 1 of 2 runs finished", "about 1 min 39 s to go");
      press("Stop when runs end");
      browser.await("document.querySelectorAll('.live .tools button').length === 1");
      assertThat(buttons()).containsExactly("Cancel now");

      pages.state = "PAUSED";
      browser.run("window.isOld = true");
      browser.await("!window.isOld"); // its header says the state, too
      awaitBar();
      assertThat(buttons()).containsExactly("Resume", "Cancel now");
      assertThat(said()).contains("paused, 1 of 2 runs finished").doesNotContain("to go");
      press("Resume");
    }
    assertThat(pages.wishes).containsExactly("stop s-1", "resume s-1");
  }

  @Test
  void withoutATokenAPageSaysWhereToGetIt() throws IOException {
    Steered pages = new Steered(folder.resolve("reader"));
    try (LiveServer server = pages.serve("127.0.0.1", "9".repeat(32))) {
      browser.driver().get(url(server, "127.0.0.1"));
      awaitBar();
      assertThat(buttons()).isEmpty();
      assertThat(browser.run("return document.querySelector('.live .tools').textContent"))
          .asString()
          .contains("open the address");
    }
  }

  @Test
  void cancellingAsksOnceMore() throws IOException {
    Steered pages = new Steered(folder.resolve("cancel"));
    try (LiveServer server = pages.serve("127.0.0.1", "a".repeat(32))) {
      browser.driver().get(url(server, "127.0.0.1") + "?token=" + "a".repeat(32));
      awaitBar();
      click("Cancel now");
      browser.await("document.querySelector('dialog.confirm[open]')");
      assertThat(browser.run("return document.querySelector('dialog.confirm').textContent"))
          .asString()
          .contains("Cancel s-1?", "checkpoints");
      click("Keep it running");
      assertThat(browser.run("return document.querySelector('dialog.confirm').open"))
          .isEqualTo(false);
      click("Cancel now");
      click("Cancel the sweep");
      browser.await("document.querySelector('.live .key').textContent === 'heard'");
    }
    assertThat(pages.wishes).containsExactly("cancel s-1");
  }

  /** The next page takes its time, and meanwhile a run ends. */
  @Test
  void newsDoNotTakeBackAPageThatWasAskedFor() throws IOException {
    Steered pages = new Steered(folder.resolve("slow"));
    CountDownLatch asked = new CountDownLatch(1);
    try (HttpPort server =
        HttpPort.listen(
            HttpPort.anyOnLoopback(),
            "slow",
            (head, call) -> {
              if (head.path().equals("/events")) {
                OutputStream out = call.stream(Map.of());
                send(out, pages.status());
                await(asked, 10_000);
                send(out, pages.status().replace("\"finished\":1", "\"finished\":2"));
                await(new CountDownLatch(1), 3_000);
              } else if (head.path().equals("/slow")) {
                asked.countDown();
                await(new CountDownLatch(1), 1_500);
                call.send(200, Map.of("Content-Type", "text/html"), "<title>slow</title>");
              } else {
                call.send(200, Map.of("Content-Type", "text/html"), pages.index());
              }
            })) {
      browser.driver().get("http://127.0.0.1:%d/".formatted(server.port()));
      awaitBar();
      browser.run(
          "const link = document.createElement('a'); link.href = '/slow';"
              + " document.body.append(link); link.click()");
      browser.await("document.title === 'slow'");
    }
  }

  private static void send(OutputStream out, String status) throws IOException {
    out.write(("data: " + status + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void await(CountDownLatch latch, long millis) {
    try {
      latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Which keeps the stream open, however many others there are. */
  @Test
  void aPageSendsItsTokenWithItsStreamOfEvents() throws IOException {
    Steered pages = new Steered(folder.resolve("stream"));
    List<RequestHead> streams = new CopyOnWriteArrayList<>();
    try (HttpPort server =
        HttpPort.listen(
            HttpPort.anyOnLoopback(),
            "pages",
            (head, call) -> {
              if (head.path().equals("/events")) {
                streams.add(head);
                call.send(200, Map.of(), "data: " + pages.status() + "\n\n");
              } else {
                call.send(200, Map.of("Content-Type", "text/html"), pages.index());
              }
            })) {
      browser
          .driver()
          .get("http://127.0.0.1:%d/#token=%s".formatted(server.port(), "7".repeat(32)));
      browser.await(
          "document.querySelector('.live progress') && !document.querySelector('.live').hidden");
    }
    assertThat(streams.get(0).header("authorization")).contains("Bearer " + "7".repeat(32));
  }

  private static String url(LiveServer server, String host) {
    return "http://%s:%d/".formatted(host, server.address().getPort());
  }

  private static void awaitBar() {
    browser.await(
        "document.querySelector('.live .tools') && !document.querySelector('.live').hidden");
  }

  private static List<String> buttons() {
    List<?> texts =
        (List<?>)
            browser.run(
                "return [...document.querySelectorAll('.live .tools button')].map(b =>"
                    + " b.textContent)");
    return texts.stream().map(Object::toString).toList();
  }

  private static String said() {
    return browser.run("return document.querySelector('.live').textContent").toString();
  }

  private static void click(String button) {
    browser.run(
        "[...document.querySelectorAll('button')].find(b => b.textContent === '%s').click()"
            .formatted(button));
  }

  private static void press(String button) {
    awaitBar();
    click(button);
    browser.await("document.querySelector('.live .key').textContent === 'heard'");
  }

  /** The pages of an empty folder, in which a sweep seems to run. */
  private static final class Steered implements LiveServer.Source {
    private final List<String> wishes = new CopyOnWriteArrayList<>();
    private final Store store = new InMemoryStore();
    private final LivePages pages;
    private volatile String state = "RUNNING";

    Steered(Path results) {
      pages = new LivePages(new ResultsFolder(results), store);
    }

    LiveServer serve(String address, String token) throws IOException {
      return LiveServer.start(InetAddress.getByName(address), 0, token, this);
    }

    @Override
    public String index() {
      return pages.index();
    }

    @Override
    public String sweep(String sweepId) {
      return pages.sweep(sweepId);
    }

    @Override
    public String run(String sweepId, String runId) {
      return pages.run(sweepId, runId);
    }

    @Override
    public String status() {
      return "{\"running\":true,\"sweep_id\":\"s-1\",\"state\":\"%s\",\"finished\":1,\"total\":2,"
              .formatted(state)
          + "\"finish\":{\"expected_seconds\":99,\"low_seconds\":60,\"high_seconds\":150},"
          + "\"waiting\":[]}";
    }

    @Override
    public LiveServer.Reply control(String wish, String sweepId) {
      wishes.add(wish + " " + sweepId);
      return new LiveServer.Reply(true, "heard");
    }
  }
}
