package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.dl4j.nets.NetFileCatalog;
import dev.nightsweep.train.dl4j.nets.NetFileDefinition;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a net keeps beside its weights, such as running means, survives an interruption. */
class BlocksResumeTest {
  private static final int SIDE = 8;
  private static final int IMAGES = 200;
  private static final int STEPS_AN_EPOCH = 5;
  private static final int EPOCHS = 3;

  private static final String NET =
      """
      input: {channels: 1, height: 8, width: 8, classes: 10}
      layers:
        - {name: c1, kind: convolution, filters: 4, kernel: 3, padding: same, bias: false}
        - {name: n1, kind: batch_normalization, momentum: 0.9}
        - name: block
          kind: residual
          activation: relu
          layers:
            - {name: c1, kind: convolution, filters: 6, kernel: 3, stride: 2, padding: same, bias: false}
            - {name: n1, kind: batch_normalization}
            - {name: d1, kind: dropout, rate: 0.2}
        - {name: g1, kind: global_average_pooling}
        - {name: fc, kind: dense, units: classes}
      """;

  @TempDir private Path data;
  @TempDir private Path folder;
  private NetDefinition net;

  @BeforeEach
  void write() throws IOException {
    RandomStream random = new RandomStreams(3).stream("pixels");
    byte[] pixels = new byte[IMAGES * SIDE * SIDE];
    byte[] labels = new byte[IMAGES];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    for (int image = 0; image < IMAGES; image++) {
      labels[image] = (byte) (image % 10);
    }
    TrainingFixtures.dataSet(data, pixels, labels);
    NetFileCatalog file = NetFiles.open(Files.writeString(folder.resolve("net.yaml"), NET));
    net = NetFileDefinition.of(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nesterov", "sgd", "adamw"})
  void aRunThatStopsInTheMiddleOfAnEpochEndsAsIfItHadNot(String optimizer) {
    Dl4jTrainer trainer = new Dl4jTrainer(net);
    Assignment run = run(optimizer);
    RunResult whole = completed(trainer.train(run, Start.BEGINNING, new StopAfter(99)));
    int middle = STEPS_AN_EPOCH + 2;
    assertThat(trainer.train(run, Start.BEGINNING, new StopAfter(middle)))
        .isEqualTo(new Outcome.Interrupted());

    Start start = trainer.start(run, middle + 1);

    assertThat(start.isResumed()).isTrue();
    RunResult resumed = completed(trainer.train(run, start, new StopAfter(99)));
    assertThat(resumed.parameterHash()).isEqualTo(whole.parameterHash());
    assertThat(resumed.metrics().get(Metrics.TEST_LOSS))
        .isEqualTo(whole.metrics().get(Metrics.TEST_LOSS));
  }

  private Assignment run(String optimizer) {
    Map<String, Setting> given =
        Map.of(
            "dataset", Setting.of(data.toString()),
            "train_size", Setting.of(20L * STEPS_AN_EPOCH),
            "validation_size", Setting.of(50L),
            "batch_size", Setting.of(20L),
            "epochs", Setting.of((long) EPOCHS),
            "optimizer", Setting.of(optimizer),
            "weight_decay", Setting.of(0.01));
    return new Assignment(
        "sweep",
        "run",
        1,
        new Assignment.Task("net", net.catalog().resolve(Settings.of(given)), 3, "identity"),
        Assignment.Checkpoints.LAST,
        folder.toString(),
        Environment.of(Map.of()),
        0);
  }

  private static RunResult completed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    return ((Outcome.Completed) outcome).result();
  }
}
