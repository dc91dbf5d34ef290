package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataChoice;
import dev.nightsweep.data.DataSet;
import dev.nightsweep.data.DataSetException;
import dev.nightsweep.data.DataSets;
import dev.nightsweep.data.DataShape;
import dev.nightsweep.data.PredictionsFile;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.FileHashes;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.OtherArithmetic;
import dev.nightsweep.train.Program;
import dev.nightsweep.train.ResourceEstimate;
import dev.nightsweep.train.TimeEstimate;
import dev.nightsweep.train.UnusableDataException;
import dev.nightsweep.train.net.PlannedNet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A net as the parent process sees it; loads no native library. */
public final class Dl4jProgram implements Program {
  /** A worker's Java VM, libraries and data set: what it takes before it has a net. */
  private static final long BEFORE_THE_NET = 550L << 20;

  /** Of a parameter: itself, its gradient, two moments of the optimizer, and a copy on the way. */
  private static final long BYTES_A_PARAMETER = 5 * Float.BYTES;

  /** Of an output: itself, its gradient, and what kernels keep beside them for the way back. */
  private static final long BYTES_AN_OUTPUT = 4 * Float.BYTES;

  private final NetDefinition definition;
  private final DataSets dataSets = new DataSets();
  private final Map<DataChoice, DataFacts> facts = new ConcurrentHashMap<>();
  private final String classifier;
  private final Optional<CpuKernels> kernels;
  private final int threads;

  /** What is kept of a data set. */
  private record DataFacts(
      String fingerprint, FileHashes files, DataShape shape, int testImages, List<String> doubts) {}

  /**
   * @param classifier the native library that the workers will use, as {@link NativeLibrary} chose
   * @param kernels that compute its products; empty on a card
   * @param threads OpenMP threads of a worker
   */
  public Dl4jProgram(
      NetDefinition definition, String classifier, Optional<CpuKernels> kernels, int threads) {
    this.definition = definition;
    this.classifier = classifier;
    this.kernels = kernels;
    this.threads = threads;
  }

  @Override
  public Catalog catalog() {
    return definition.catalog();
  }

  /** A data set is read once in the life of this program; see {@link DataSets#fingerprint}. */
  @Override
  public SortedMap<String, String> identityInputs(Settings settings) {
    SortedMap<String, String> basis = new TreeMap<>();
    DataFacts data = facts(settings);
    basis.putAll(definition.identityInputs(settings, data.shape()));
    basis.put("dataset", data.fingerprint());
    basis.put("threads", Integer.toString(threads));
    basis.put("classifier", classifier);
    kernels.ifPresent(chosen -> basis.put(RecordedArithmetic.KERNELS, chosen.text()));
    basis.put(RecordedArithmetic.DL4J, JarVersion.dl4j());
    basis.put(RecordedArithmetic.REVISION, Integer.toString(definition.revision()));
    return basis;
  }

  @Override
  public Optional<OtherArithmetic> otherArithmetic(Environment recorded) {
    return new RecordedArithmetic(recorded).other(definition, kernels);
  }

  @Override
  public FileHashes filesRead(Settings settings) {
    return facts(settings).files();
  }

  @Override
  public List<String> dataRemarks(Settings settings) {
    return facts(settings).doubts();
  }

  @Override
  public ResourceEstimate resourceEstimate(Settings settings) {
    DataFacts data = facts(settings);
    PlannedNet plan = definition.plan(settings, data.shape());
    long memory =
        BEFORE_THE_NET
            + plan.parameters() * BYTES_A_PARAMETER
            + settings.whole("batch_size") * plan.outputs() * BYTES_AN_OUTPUT;
    long checkpoint = plan.parameters() * Float.BYTES * (1 + moments(settings.word("optimizer")));
    return new ResourceEstimate(
        memory, checkpoint, (long) data.testImages() * PredictionsFile.BYTES_AN_IMAGE);
  }

  /** What an optimizer remembers of every parameter. */
  private static int moments(String optimizer) {
    return switch (optimizer) {
      case "sgd" -> 0;
      case "adam", "adamw" -> 2;
      default -> 1;
    };
  }

  @Override
  public TimeEstimate timeEstimate(Settings settings) {
    DataFacts data = facts(settings);
    return new TimingSample(definition, data.shape(), data.testImages()).timeEstimate(settings);
  }

  private DataFacts facts(Settings settings) {
    try {
      return facts.computeIfAbsent(DataChoice.of(settings), this::read);
    } catch (DataSetException e) {
      throw new UnusableDataException(e.getMessage(), e);
    }
  }

  private DataFacts read(DataChoice choice) {
    DataSet data = dataSets.load(choice);
    SortedMap<String, String> files = new TreeMap<>();
    data.files().forEach(file -> files.put(file.kind(), file.sha256()));
    return new DataFacts(
        data.fingerprint(),
        new FileHashes(files),
        data.shape(),
        data.test().size(),
        data.doubts().stream().map(doubt -> choice.name() + ": " + doubt).toList());
  }
}
