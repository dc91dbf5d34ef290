package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.TimeEstimate;
import dev.nightsweep.train.net.FeatureShape;
import dev.nightsweep.train.net.PlannedConvolution;
import dev.nightsweep.train.net.PlannedDense;
import dev.nightsweep.train.net.PlannedNet;
import dev.nightsweep.train.net.PlannedPooling;
import dev.nightsweep.train.net.WeightSetup;
import dev.nightsweep.train.net.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop trains a net that it has never heard of, on images of another size than AlexNet's. */
class OtherNetTest {
  private static final int SIDE = 12;
  private static final int IMAGES = 400;

  @TempDir private static Path data;
  @TempDir private Path folder;
  private final NetDefinition small = new SmallNet();

  /** One convolution, one pool, one layer of units. */
  private static final class SmallNet implements NetDefinition, Catalog {
    private static final List<Declaration> DECLARATIONS =
        Stream.of(
                TrainingParameters.ofData("small images"),
                List.of(TrainingParameters.weightDecay()),
                TrainingParameters.ofSteps())
            .flatMap(List::stream)
            .toList();

    @Override
    public String name() {
      return program();
    }

    @Override
    public Catalog catalog() {
      return this;
    }

    @Override
    public DataShape input() {
      return new DataShape(1, SIDE, SIDE, 10);
    }

    @Override
    public int revision() {
      return 7;
    }

    @Override
    public PlannedNet plan(Settings settings, DataShape shape) {
      WeightSetup he = new WeightSetup(true, "he", 0, 0, settings.real(WeightSetup.DECAY));
      FeatureShape images = FeatureShape.maps(shape.channels(), shape.height(), shape.width());
      FeatureShape maps = FeatureShape.maps(4, shape.height(), shape.width());
      FeatureShape smaller = FeatureShape.maps(4, shape.height() / 2, shape.width() / 2);
      return new PlannedNet(
          shape,
          List.of(
              new PlannedConvolution(
                  "eyes", images, maps, new Window(3, 1, 1, "same"), 1, "tanh", he),
              new PlannedPooling("pool", maps, smaller, new Window(2, 2, 1, "same"), false),
              new PlannedDense("name", smaller, shape.classes(), 0.25, "linear", he)));
    }

    @Override
    public List<String> differences(Settings settings) {
      return List.of();
    }

    @Override
    public Set<String> parametersWithoutCost() {
      return Set.of();
    }

    @Override
    public String program() {
      return "small";
    }

    @Override
    public List<Parameter> parameters() {
      return DECLARATIONS.stream().map(Declaration::parameter).toList();
    }

    @Override
    public DeclaredMetrics metrics() {
      return new DeclaredMetrics(ClassifierMetrics.DECLARED);
    }

    @Override
    public Settings resolve(Settings given) {
      Map<String, Setting> defaults = new HashMap<>();
      for (Declaration declaration : DECLARATIONS) {
        declaration
            .defaultFor()
            .apply("")
            .ifPresent(setting -> defaults.put(declaration.parameter().name(), setting));
      }
      return Settings.of(defaults).with(given);
    }

    @Override
    public List<String> conflicts(Settings resolved) {
      return List.of();
    }
  }

  /** A bar whose row is the class. */
  @BeforeAll
  static void drawImages() throws IOException {
    byte[] labels = new byte[IMAGES];
    byte[] pixels = new byte[IMAGES * SIDE * SIDE];
    for (int image = 0; image < IMAGES; image++) {
      labels[image] = (byte) (image % 10);
      int row = image * SIDE * SIDE + (labels[image] + 1) * SIDE;
      Arrays.fill(pixels, row + image % 5, row + SIDE - image % 3, (byte) 255);
    }
    TrainingFixtures.dataSet(data, pixels, labels);
  }

  @Test
  void itLearnsAndIsDescribedByItsOwnLayers() {
    Dl4jTrainer trainer = new Dl4jTrainer(small);
    ModelCard card = trainer.model(run(data)).orElseThrow();
    RunResult result = completed(trainer.train(run(data), Start.BEGINNING, new StopAfter(99)));

    assertThat(result.metrics().get(Metrics.TEST_ACCURACY)).isGreaterThan(0.9);
    assertThat(result.confusion()).hasSize(10);
    assertThat(result.filters().orElseThrow().count()).isEqualTo(4);
    assertThat(card.layers().stream().map(l -> l.name() + ": " + l.kind() + ": " + l.shape()))
        .containsExactly(
            "eyes: convolution 3×3, tanh: 4×12×12",
            "pool: max-pool 2×2, stride 2: 4×6×6",
            "name: dropout 0.25, fully connected: 10",
            "softmax: softmax, cross-entropy: 10");
  }

  @Test
  void anInterruptedRunGoesOnToTheSameNet() {
    Dl4jTrainer trainer = new Dl4jTrainer(small);
    RunResult whole = completed(trainer.train(run(data), Start.BEGINNING, new StopAfter(99)));
    assertThat(trainer.train(run(data), Start.BEGINNING, new StopAfter(7)))
        .isEqualTo(new Outcome.Interrupted());

    Start start = trainer.start(run(data), 9);

    assertThat(start.isResumed()).isTrue();
    assertThat(completed(trainer.train(run(data), start, new StopAfter(99))).parameterHash())
        .isEqualTo(whole.parameterHash());
  }

  @Test
  void imagesThatItIsNotMadeForAreRefused() {
    assertThat(
            new Dl4jTrainer(small).train(run(Path.of("mnist")), Start.BEGINNING, new StopAfter(1)))
        .isEqualTo(
            new Outcome.Failed(
                "The images of bundled mnist are 28×28 grey in 10 classes and 28×28 grey in 10"
                    + " classes (training, test); small needs 12×12 grey in 10 classes."));
  }

  @Test
  void theParentEstimatesItByItsPlan() {
    Dl4jProgram program = new Dl4jProgram(small, "linux-x86_64", Optional.empty(), 1);
    Settings settings = run(data).settings();

    assertThat(program.identityInputs(settings)).containsEntry("trainer_revision", "7");
    assertThat(program.resourceEstimate(settings).checkpoint()).isEqualTo(2 * 4 * 1490L);
    assertThat(program.timeEstimate(settings))
        .isInstanceOfSatisfying(
            TimeEstimate.Measured.class,
            measured -> assertThat(measured.operations()).isEqualTo(4 * 9 * 144 + 144 * 10));
  }

  private Assignment run(Path images) {
    Map<String, Setting> given =
        Map.of(
            "dataset", Setting.of(images.toString()),
            "train_size", Setting.of(200L),
            "validation_size", Setting.of(100L),
            "batch_size", Setting.of(20L),
            "learning_rate", Setting.of(0.05));
    return new Assignment(
        "sweep",
        "run",
        1,
        new Assignment.Task("small", small.catalog().resolve(Settings.of(given)), 3, "identity"),
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
