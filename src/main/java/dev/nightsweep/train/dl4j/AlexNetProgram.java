package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataSetException;
import dev.nightsweep.data.DataSets;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.Program;
import dev.nightsweep.train.UnusableDataException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** AlexNet as the parent process sees it; loads no native library. */
public final class AlexNetProgram implements Program {
  /**
   * Raised by hand whenever the same settings and seed would train to other parameters than before.
   */
  public static final int TRAINER_REVISION = 3;

  /** A worker's Java VM, libraries and data set: what it takes before it has a net. */
  private static final long BEFORE_THE_NET = 550L << 20;

  /** Of a parameter: itself, its gradient, two moments of the optimizer, and a copy on the way. */
  private static final long BYTES_A_PARAMETER = 5 * Float.BYTES;

  /** Of an output: itself, its gradient, and oneDNN's copies of both in layouts of its own. */
  private static final long BYTES_AN_OUTPUT = 4 * Float.BYTES;

  private final AlexNetCatalog catalog = new AlexNetCatalog();
  private final DataSets dataSets = new DataSets();
  private final Map<String, String> fingerprints = new ConcurrentHashMap<>();
  private final String classifier;
  private final int threads;

  /**
   * @param classifier the native library that the workers will use, as {@link NativeLibrary} chose
   * @param threads OpenMP threads of a worker
   */
  public AlexNetProgram(String classifier, int threads) {
    this.classifier = classifier;
    this.threads = threads;
  }

  @Override
  public Catalog catalog() {
    return catalog;
  }

  /** A data set is read once in the life of this program; see {@link DataSets#fingerprint}. */
  @Override
  public SortedMap<String, String> basis(Settings settings) {
    SortedMap<String, String> basis = new TreeMap<>();
    basis.put("dataset", fingerprint(settings.word("dataset")));
    basis.put("threads", Integer.toString(threads));
    basis.put("classifier", classifier);
    basis.put("dl4j", Dl4jVersion.read());
    basis.put("trainer_revision", Integer.toString(TRAINER_REVISION));
    return basis;
  }

  @Override
  public long memoryBytes(Settings settings) {
    AlexNetPlan plan = AlexNetPlan.of(settings);
    long outputs = plan.layers().stream().mapToLong(layer -> layer.output().size()).sum();
    return BEFORE_THE_NET
        + plan.parameters() * BYTES_A_PARAMETER
        + settings.whole("batch_size") * outputs * BYTES_AN_OUTPUT;
  }

  private String fingerprint(String dataSet) {
    try {
      return fingerprints.computeIfAbsent(dataSet, dataSets::fingerprint);
    } catch (DataSetException e) {
      throw new UnusableDataException(e.getMessage(), e);
    }
  }
}
