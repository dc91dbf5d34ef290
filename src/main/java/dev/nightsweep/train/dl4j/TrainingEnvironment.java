package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataSet;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Home;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.factory.Nd4j;

/** The facts that a run's environment records of native library and data set. */
final class TrainingEnvironment {
  private TrainingEnvironment() {}

  static Environment of(DataSet data) {
    Properties nd4j = Nd4j.getExecutioner().getEnvironmentInformation();
    Map<String, String> facts = new TreeMap<>();
    facts.put("dl4j", Dl4jVersion.read());
    facts.put("classifier", NativeLibrary.loaded());
    facts.put("backend", nd4j.getProperty("backend"));
    facts.put("blas", String.valueOf(nd4j.get("blas.vendor")));
    facts.put("threads", threads());
    facts.put("trainer_revision", Integer.toString(AlexNetProgram.TRAINER_REVISION));
    addOneDnn(facts);
    facts.put("dataset", data.name());
    facts.put("dataset_fingerprint", data.fingerprint());
    facts.put("dataset_source", Home.hidden(data.source()));
    return Environment.of(facts);
  }

  /** OpenMP threads of this process. */
  static String threads() {
    return String.valueOf(Nd4j.getExecutioner().getEnvironmentInformation().get("omp.threads"));
  }

  /** Asks the smallest net which of its layers oneDNN computes. */
  private static void addOneDnn(Map<String, String> facts) {
    Settings smallest =
        new AlexNetCatalog()
            .resolve(Settings.of(Map.of("width", Setting.of(0.02), "dataset", Setting.of("none"))));
    AlexNet probe = AlexNet.create(smallest, 0);
    facts.put("onednn_convolution", onOff(probe.net().getLayer("conv1")));
    probe.close();
  }

  private static String onOff(Layer layer) {
    return layer.getHelper() == null ? "off" : "on";
  }
}
