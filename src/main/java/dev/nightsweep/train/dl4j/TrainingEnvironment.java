package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataSet;
import dev.nightsweep.data.Split;
import dev.nightsweep.model.Environment;
import dev.nightsweep.train.HomePath;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.nd4j.linalg.factory.Nd4j;

/** The facts that a run's environment records of native library and data set. */
final class TrainingEnvironment {
  private TrainingEnvironment() {}

  static Environment of(DataSet data, int revision, int validationImages) {
    Properties nd4j = Nd4j.getExecutioner().getEnvironmentInformation();
    Map<String, String> facts = new TreeMap<>();
    facts.put(RecordedArithmetic.DL4J, JarVersion.dl4j());
    facts.put("classifier", NativeLibrary.loaded());
    facts.put("backend", nd4j.getProperty("backend"));
    facts.put("blas", String.valueOf(nd4j.get("blas.vendor")));
    facts.put("threads", threads());
    facts.put(RecordedArithmetic.REVISION, Integer.toString(revision));
    Optional<CpuKernels> kernels = CpuKernels.ofWorker();
    facts.put("onednn_convolution", kernels.isPresent() ? "on" : "off");
    kernels.ifPresent(it -> facts.put(RecordedArithmetic.KERNELS, it.text()));
    facts.put("dataset", data.name());
    facts.put("dataset_fingerprint", data.fingerprint());
    facts.put("dataset_source", HomePath.masked(data.source()));
    facts.put(
        Environment.LARGEST_CLASS,
        Integer.toString(Split.largestClass(data.training(), validationImages)));
    return Environment.of(facts);
  }

  /** OpenMP threads of this process. */
  static String threads() {
    return String.valueOf(Nd4j.getExecutioner().getEnvironmentInformation().get("omp.threads"));
  }
}
