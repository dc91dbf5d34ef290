import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The net that Nightsweep trains by default, written for DJL: the Java peer of the training
 * benchmark. Trains on random images or infers from them, in one thread; says {@code ready} when it
 * is warm, begins at the next line of standard input, and prints one JSON line.
 *
 * <p>{@code DjlPeer train|infer WIDTH BATCH LRN SECONDS}
 */
public final class DjlPeer {
  private static final int MIN_STEPS = 4;
  private static final int WARM_UP_STEPS = 3;
  private static final double WARM_UP_SECONDS = 1;

  private final double width;
  private final boolean lrn;
  private final Shape images;

  private DjlPeer(double width, boolean lrn, int batch) {
    this.width = width;
    this.lrn = lrn;
    images = new Shape(batch, 1, 28, 28);
  }

  public static void main(String[] arguments) throws IOException {
    double seconds = Double.parseDouble(arguments[4]);
    DjlPeer peer =
        new DjlPeer(
            Double.parseDouble(arguments[1]),
            Boolean.parseBoolean(arguments[3]),
            Integer.parseInt(arguments[2]));
    if (arguments[0].equals("train")) {
      peer.train(seconds);
    } else {
      peer.infer(seconds);
    }
  }

  private void train(double seconds) throws IOException {
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
            .optInitializer(new XavierInitializer(), Parameter.Type.WEIGHT)
            .optOptimizer(
                Optimizer.sgd()
                    .setLearningRateTracker(Tracker.fixed(0.01f))
                    .optMomentum(0.9f)
                    .build());
    try (Model model = Model.newInstance("alexnet28")) {
      model.setBlock(net());
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(images);
        NDManager all = trainer.getManager();
        NDArray features = all.randomUniform(0, 1, images);
        NDArray labels =
            all.randomInteger(0, 10, new Shape(images.get(0)), DataType.INT64)
                .toType(DataType.FLOAT32, false);
        measure(seconds, () -> step(trainer, new NDList(features), new NDList(labels)));
      }
    }
  }

  /** What a step makes lies where its images do, and goes when it ends. */
  private static void step(Trainer trainer, NDList features, NDList labels) {
    try (NDManager step = trainer.getManager().newSubManager();
        GradientCollector gradients = trainer.newGradientCollector()) {
      features.attach(step);
      labels.attach(step);
      NDArray loss = trainer.getLoss().evaluate(labels, trainer.forward(features));
      gradients.backward(loss);
      loss.getFloat();
      trainer.step();
      features.attach(trainer.getManager());
      labels.attach(trainer.getManager());
    }
  }

  private void infer(double seconds) throws IOException {
    try (NDManager all = NDManager.newBaseManager()) {
      Block net = net();
      net.initialize(all, DataType.FLOAT32, images);
      ParameterStore parameters = new ParameterStore(all, false);
      NDList features = new NDList(all.randomUniform(0, 1, images));
      measure(
          seconds,
          () -> {
            try (NDManager step = all.newSubManager()) {
              features.attach(step);
              net.forward(parameters, features, false).singletonOrThrow().softmax(1).toFloatArray();
              features.attach(all);
            }
          });
    }
  }

  private void measure(double seconds, Runnable step) throws IOException {
    run(WARM_UP_SECONDS, WARM_UP_STEPS, step);
    System.out.println("ready");
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    System.out.printf(
        "{\"images_per_second\": %.2f, \"version\": \"%s\"}%n",
        images.get(0) * run(seconds, MIN_STEPS, step),
        "DJL %s on PyTorch %s"
            .formatted(Engine.getDjlVersion(), Engine.getEngine("PyTorch").getVersion()));
  }

  /** Steps a second, of as many as those seconds hold. */
  private static double run(double seconds, int atLeast, Runnable step) {
    long start = System.nanoTime();
    double taken = 0;
    int steps = 0;
    while (steps < atLeast || taken < seconds) {
      step.run();
      steps++;
      taken = (System.nanoTime() - start) / 1e9;
    }
    return steps / taken;
  }

  private Block net() {
    SequentialBlock net = new SequentialBlock();
    stage(net, conv(96, 5));
    stage(net, conv(256, 5));
    net.add(conv(384, 3)).add(Activation::relu);
    net.add(conv(384, 3)).add(Activation::relu);
    net.add(conv(256, 3)).add(Activation::relu);
    net.add(Blocks.batchFlattenBlock());
    for (int layer = 0; layer < 2; layer++) {
      net.add(Linear.builder().setUnits((int) (4096 * width)).build());
      net.add(Activation::relu).add(Dropout.builder().optRate(0.5f).build());
    }
    return net.add(Linear.builder().setUnits(10).build());
  }

  private void stage(SequentialBlock net, Block convolution) {
    net.add(convolution).add(Activation::relu);
    if (lrn) {
      net.addSingleton(DjlPeer::normalized);
    }
    net.add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1)));
  }

  /** DJL has no LRN: this is PyTorch's own way to it, by a mean over five channels. */
  private static NDArray normalized(NDArray x) {
    NDArray means =
        Pool.avgPool3d(
                x.mul(x).expandDims(1),
                new Shape(5, 1, 1),
                new Shape(1, 1, 1),
                new Shape(2, 0, 0),
                false,
                true)
            .squeeze(1);
    return x.div(means.mul(5e-4f).add(2f).pow(0.75f));
  }

  private Block conv(int filters, int kernel) {
    return Conv2d.builder()
        .setFilters((int) (filters * width))
        .setKernelShape(new Shape(kernel, kernel))
        .optPadding(new Shape(kernel / 2, kernel / 2))
        .build();
  }
}
