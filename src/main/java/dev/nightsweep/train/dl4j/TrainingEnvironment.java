package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataSet;
import dev.nightsweep.data.Split;
import dev.nightsweep.model.Environment;
import dev.nightsweep.train.HomePath;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** The facts that a run's environment records of native library and data set. */
final class TrainingEnvironment {
  private TrainingEnvironment() {}

  static Environment of(DataSet data, int revision, int validationImages) {
    Properties nd4j = Nd4j.getExecutioner().getEnvironmentInformation();
    Map<String, String> facts = new TreeMap<>();
    facts.put("dl4j", Dl4jVersion.read());
    facts.put("classifier", NativeLibrary.loaded());
    facts.put("backend", nd4j.getProperty("backend"));
    facts.put("blas", String.valueOf(nd4j.get("blas.vendor")));
    facts.put("threads", threads());
    facts.put("trainer_revision", Integer.toString(revision));
    facts.put("onednn_convolution", isOneDnnOn() ? "on" : "off");
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

  /** Asks the smallest net with a convolution what computes it. */
  private static boolean isOneDnnOn() {
    MultiLayerNetwork probe =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ConvolutionLayer.Builder(1, 1).nOut(1).build())
                .layer(new LossLayer.Builder(LossFunctions.LossFunction.MCXENT).build())
                .setInputType(InputType.convolutional(1, 1, 1))
                .build());
    probe.init();
    boolean on = probe.getLayer(0).getHelper() != null;
    probe.close();
    return on;
  }
}
