package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.app.LivePages;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that are served while a sweep runs, from its journals alone. */
class LivePagesTest {
  @TempDir private Path folder;

  @Test
  void pagesGrowWithTheSweepAndEndLikeItsReport() throws Exception {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Path spec =
        Files.writeString(
            folder.resolve("live.yaml"),
            """
            name: live
            program: simulated
            method: grid
            parameters:
              lrn: {values: [false, true]}
              epochs: {value: 3}
              simulate.seconds_per_epoch: {value: 0.2}
            ablation: {seeds: 5}
            """);
    CompletableFuture<Cli.Result> run =
        CompletableFuture.supplyAsync(() -> cli.run("run", spec.toString(), "--workers", "2"));
    ResultsFolder results = new ResultsFolder(cli.results());
    Path shadow = Files.createDirectory(folder.resolve("shadow"));
    try (Store store = H2Store.open(shadow)) {
      LivePages pages = new LivePages(results, store);
      String sweepId = awaitSweep(results);
      boolean sawInterim = false;
      while (!run.isDone()) {
        sawInterim |= pages.sweep(sweepId).contains("Interim, no verdict");
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertThat(run.get().exitCode()).as(run.get().err()).isEqualTo(ExitCode.DONE);
      assertThat(sawInterim).isTrue();
      String served = pages.sweep(sweepId);
      assertThat(served).doesNotContain("id=\"sweep-archive\"");
      assertThat(shown(served)).isEqualTo(shown(Files.readString(results.report(sweepId))));
      assertThat(pages.index()).contains("10 of 10 runs", "class=\"spark\"");
      assertThat(pages.status()).isEqualTo("{}");
      assertThat(pages.control("stop", sweepId).granted()).isFalse();
      cli.run("delete", sweepId, "--yes");
      assertThat(pages.index()).contains("There is no sweep here yet.");
    }
    assertThat(cli.run("verify").exitCode()).as("nothing was disturbed").isZero();
  }

  private static String awaitSweep(ResultsFolder results) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (Files.notExists(results.root())
        || results.sweepIds().isEmpty()
        || !isPlanned(results, results.sweepIds().get(0))) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return results.sweepIds().get(0);
  }

  private static boolean isPlanned(ResultsFolder results, String sweepId) throws IOException {
    Path journal = results.journal(JournalName.ofSweep(sweepId));
    return Files.exists(journal) && Files.size(journal) > 0;
  }

  /**
   * A served page may ask its server; a written one may not, and has the sweep packed, from which
   * its script takes the curves.
   */
  private static String shown(String page) {
    return page.replace("; connect-src &#39;self&#39;", "")
        .replace(" data-live=\"\"", "")
        .replaceAll("(?s)<script type=[^>]* id=\"sweep-archive\">.*?</script>", "")
        .replaceAll("(?s)(id=\"runs-data\">).*?</script>", "$1")
        .replaceAll("\\s+<script", "<script");
  }
}
