package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataSet;
import dev.nightsweep.data.DataSets;
import dev.nightsweep.engine.Launch;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.nets.NetFileDefinition;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evaluates MNIST's test images with the product's own classes, in a process that is started as
 * workers are. Says {@code ready} when it is warm, begins at the next line of standard input, and
 * prints one JSON line.
 *
 * <p>{@code EvaluationBench WIDTH LRN SECONDS}
 */
public final class EvaluationBench {
  private static final int IMAGES = 1000;
  private static final double WARM_UP_SECONDS = 3;

  private final NetInTraining net;
  private final ImageFeed feed;
  private final DataSet data;
  private final int[] numbers = IntStream.range(0, IMAGES).toArray();

  private EvaluationBench(double width, boolean lrn) {
    NetDefinition definition = NetFileDefinition.of(NetFiles.shipped("alexnet"));
    Settings settings =
        definition
            .catalog()
            .resolve(Settings.of(Map.of("width", Setting.of(width), "lrn", Setting.of(lrn))));
    data = new DataSets().load("mnist");
    net = NetInTraining.create(definition.plan(settings, data.shape()), settings, 1);
    feed = ImageFeed.of(data.test(), settings.word("input.scaling"), numbers);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments[0].equals("here")) {
      here(Arrays.copyOfRange(arguments, 1, arguments.length));
    } else {
      System.exit(asWorker(arguments));
    }
  }

  private static int asWorker(String[] arguments) throws IOException, InterruptedException {
    Launch worker = WorkerLauncher.here(2).launch(Path.of(System.getProperty("java.io.tmpdir")));
    Launch bench =
        new Launch(
            worker.javaHome(),
            worker.classPath(),
            EvaluationBench.class.getName(),
            worker.options(),
            worker.environment(),
            worker.folder());
    return bench
        .process(Stream.concat(Stream.of("here"), Stream.of(arguments)).toArray(String[]::new))
        .inheritIO()
        .start()
        .waitFor();
  }

  private static void here(String[] arguments) throws IOException {
    EvaluationBench bench =
        new EvaluationBench(Double.parseDouble(arguments[0]), Boolean.parseBoolean(arguments[1]));
    bench.imagesASecond(WARM_UP_SECONDS);
    System.out.println("ready");
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    System.out.printf(
        "{\"images_per_second\": %.2f}%n", bench.imagesASecond(Double.parseDouble(arguments[2])));
  }

  private double imagesASecond(double seconds) {
    long start = System.nanoTime();
    double taken = 0;
    long images = 0;
    while (taken < seconds) {
      Evaluation.of(net, feed, data.test(), numbers, () -> {});
      images += IMAGES;
      taken = (System.nanoTime() - start) / 1e9;
    }
    return images / taken;
  }
}
