package dev.nightsweep.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
  @TempDir private Path results;
  private Store store;
  private Publisher publisher;

  @BeforeEach
  void fillTheStore() {
    store = H2Store.open(results);
    store.index(Fixtures.journals(Fixtures.SWEEP));
    publisher = new Publisher(store, results);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void writesThePageOfASweepBesideItsSpec() throws IOException {
    Files.createDirectories(results.resolve(Fixtures.SWEEP));
    Files.writeString(results.resolve(Fixtures.SWEEP).resolve("spec.yaml"), "name: <as given>\n");
    Path page = publisher.publish(Fixtures.SWEEP);
    assertThat(page).isEqualTo(results.resolve(Fixtures.SWEEP).resolve("report.html"));
    assertThat(Files.readString(page))
        .contains("Does local response normalization earn its cost?")
        .contains("name: &lt;as given&gt;")
        .contains("The worker died (exit code 134).")
        .contains("validation_loss became NaN in epoch 2.");
  }

  @Test
  void replacesAPageWholeAndLeavesNothingElse() throws IOException {
    publisher.publish(Fixtures.SWEEP);
    Path folder = results.resolve(Fixtures.SWEEP);
    String first = Files.readString(folder.resolve("report.html"));
    publisher.publish(Fixtures.SWEEP);
    assertThat(Files.readString(folder.resolve("report.html"))).isEqualTo(first);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("report.html"));
    }
  }

  @Test
  void listsAllSweepsInTheIndex() throws IOException {
    store.index(Fixtures.journals("another-77c0"));
    publisher.publishIndex();
    assertThat(Files.readString(results.resolve("index.html")))
        .contains("href=\"" + Fixtures.SWEEP + "/report.html\"")
        .contains("href=\"another-77c0/report.html\"");
  }

  @Test
  void judgesTheNextLook() {
    List<ContrastResult> rows =
        Judged.rows(
            StoredSweep.of(store, Fixtures.SWEEP, sweep -> new OpenCatalog("unknown"))
                .analysis()
                .evidence(),
            3);
    assertThat(rows)
        .extracting(ContrastResult::metric)
        .containsExactly(Metrics.VALIDATION_ACCURACY, Metrics.TEST_ACCURACY, Metrics.TIME);
    assertThat(rows).extracting(ContrastResult::look).containsOnly(3);
    assertThat(rows).extracting(ContrastResult::verdict).containsOnly(Verdict.NO_VERDICT);
    assertThat(rows.get(0).pairs()).isEqualTo(1);
  }

  @Test
  void gathersTheEvidenceOfOneSweepOnly() {
    store.index(Fixtures.journals("another-77c0"));
    var evidence =
        StoredSweep.of(store, Fixtures.SWEEP, sweep -> new OpenCatalog("unknown"))
            .analysis()
            .evidence();
    assertThat(evidence.runs()).hasSize(6).allMatch(run -> run.sweepId().equals(Fixtures.SWEEP));
    assertThat(evidence.attempts()).hasSize(7);
    assertThat(evidence.seconds())
        .containsOnlyKeys(
            evidence.runs().stream().map(run -> run.runId()).toList().toArray(String[]::new));
  }

  @Test
  void anUnknownSweepIsSaidToBeUnknown() {
    assertThatThrownBy(() -> publisher.publish("nobody"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("nobody");
  }
}
