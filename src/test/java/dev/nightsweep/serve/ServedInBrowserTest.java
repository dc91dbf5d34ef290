package dev.nightsweep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.app.LivePages;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.report.Browser;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.memory.InMemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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
      press("Cancel now");
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

  private static void press(String button) {
    browser.await(
        "document.querySelector('.live .tools') && !document.querySelector('.live').hidden");
    browser.run(
        "[...document.querySelectorAll('.live button')].find(b => b.textContent === '%s').click()"
            .formatted(button));
    browser.await("document.querySelector('.live .key').textContent === 'heard'");
  }

  /** The pages of an empty folder, in which a sweep seems to run. */
  private static final class Steered implements LiveServer.Source {
    private final List<String> wishes = new CopyOnWriteArrayList<>();
    private final Store store = new InMemoryStore();
    private final LivePages pages;

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
      return "{\"running\":true,\"sweep_id\":\"s-1\",\"state\":\"RUNNING\",\"finished\":1,\"total\":2,"
          + "\"waiting\":[]}";
    }

    @Override
    public LiveServer.Reply control(String wish, String sweepId) {
      wishes.add(wish + " " + sweepId);
      return new LiveServer.Reply(true, "heard");
    }
  }
}
