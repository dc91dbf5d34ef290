package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.journal.JournalFiles;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare} and {@code show} on runs that kept what they predicted. */
class ImagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRUTH = "0123456789";
  private static final String NONE = Fixtures.run(Fixtures.SWEEP, 'n', 1);
  private static final String LRN = Fixtures.run(Fixtures.SWEEP, 'l', 1);
  private static final String OTHER_IMAGES = Fixtures.run(Fixtures.SWEEP, 'l', 3);
  private static final String OLD = Fixtures.run(Fixtures.SWEEP, 'n', 2);

  @TempDir private Path root;
  private Cli cli;

  @BeforeEach
  void testedRuns() throws IOException {
    Map<String, RunResult> results =
        Map.of(
            NONE, result(TRUTH, "0123400000"),
            LRN, result(TRUTH, TRUTH),
            OTHER_IMAGES, result("9876543210", "9876543210"));
    List<JournalLine> lines =
        Fixtures.journals(Fixtures.SWEEP).stream().map(line -> with(line, results)).toList();
    JournalFiles.write(new ResultsFolder(root), lines);
    try (Store store = H2Store.open(root)) {
      store.index(lines);
    }
    cli = new Cli(root);
  }

  @Test
  void compareTellsWhichImagesOnlyOneHasRight() throws IOException {
    assertThat(cli.run("compare", NONE, LRN).out())
        .contains("Of the same 10 test images 0 are right in the first run only, 5 in the second")
        .contains("5 are told apart. McNemar p 0.063, which speaks of these two nets");
    JsonNode images = JSON.readTree(cli.run("compare", NONE, LRN, "--json").out());
    assertThat(images.get("test_images"))
        .isEqualTo(
            JSON.readTree(
                """
                {"images": 10, "onlyFirst": 0, "onlySecond": 5, "bothRight": 5, "apart": 5,
                 "mcNemarP": 0.0625}\
                """));
  }

  @Test
  void compareSaysNothingOfOtherImagesOrOfRunsThatDidNotKeepThem() {
    assertThat(cli.run("compare", NONE, OTHER_IMAGES).out()).doesNotContain("McNemar");
    assertThat(cli.run("compare", NONE, OLD).out()).doesNotContain("McNemar");
    assertThat(cli.run("compare", OLD, OLD).out()).doesNotContain("McNemar");
  }

  @Test
  void showHasTheContrastsOnSingleImages() throws IOException {
    JsonNode shown = JSON.readTree(cli.run("show", Fixtures.SWEEP, "--json").out());
    JsonNode contrast = shown.get("test_images").get(0);
    assertThat(contrast.at("/contrast/level").asText()).isEqualTo("true");
    assertThat(contrast.at("/study/difference").asDouble()).isEqualTo(0.5);
    assertThat(contrast.at("/study/intervals").fieldNames())
        .toIterable()
        .containsExactly("NEW_SEEDS", "NEW_IMAGES", "NEW_SEEDS_AND_IMAGES");
    assertThat(contrast.at("/nets/0/level").asText()).isEqualTo(LRN);
    assertThat(contrast.at("/nets/0/pValue").asDouble()).isEqualTo(0.0625);
  }

  private static RunResult result(String truth, String predictions) {
    return new RunResult(
        Map.of(),
        List.of(),
        ClassLabels.parse(predictions),
        ClassLabels.parse(truth),
        "c".repeat(64));
  }

  private static JournalLine with(JournalLine line, Map<String, RunResult> results) {
    RunResult result = line.journal().runId().map(results::get).orElse(null);
    return result != null
            && line.entry() instanceof Entry.RunEnded end
            && end.outcome() instanceof Outcome.Completed
        ? new JournalLine(
            line.journal(),
            line.seq(),
            new Entry.RunEnded(
                end.attempt(), end.lastEpoch(), new Outcome.Completed(result), end.at()))
        : line;
  }
}
