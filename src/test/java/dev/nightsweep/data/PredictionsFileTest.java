package dev.nightsweep.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.data.PredictionsFile.Prediction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsFileTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    List<Prediction> predictions =
        List.of(new Prediction(7, 0.9f, 0.9f), new Prediction(0, 0.4f, 0.3f));
    PredictionsFile.write(folder.resolve("run"), predictions);
    assertThat(PredictionsFile.read(folder.resolve("run"), 2)).isEqualTo(predictions);
    assertThat(Files.size(folder.resolve("run").resolve("predictions.bin"))).isEqualTo(18);
    assertThat(PredictionsFile.read(folder, 2)).isEmpty();
    assertThat(PredictionsFile.read(folder.resolve("run"), 3)).isEmpty();
  }

  @Test
  void aClassAbove255TakesTwoBytes() throws Exception {
    List<Prediction> predictions =
        List.of(new Prediction(999, 0.9f, 0.9f), new Prediction(3, 0.4f, 0.3f));
    PredictionsFile.write(folder, predictions);
    assertThat(PredictionsFile.read(folder, 2)).isEqualTo(predictions);
    assertThat(Files.size(folder.resolve("predictions.bin"))).isEqualTo(20);
  }
}
