package dev.nightsweep.train.dl4j;

import dev.nightsweep.model.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The forward pass of AlexNet for one image once more, in plain loops and double precision, from
 * its definition and the settings alone: an independent witness. Only the weights are the net's.
 */
final class LoopNet {
  private final Settings settings;
  private final Map<String, double[]> parameters = new TreeMap<>();

  /** Maps of one image, channel by channel, row by row. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Maps(double[] x, int channels, int side) {
    double at(int c, int row, int column) {
      return x[(c * side + row) * side + column];
    }
  }

  /** What fills one pixel of an output. */
  private interface Pixel {
    double at(int c, int row, int column);
  }

  LoopNet(Settings settings, ComputationGraph net) {
    this.settings = settings;
    for (Layer layer : net.getLayers()) {
      for (Map.Entry<String, INDArray> entry : layer.paramTable().entrySet()) {
        String name = layer.conf().getLayer().getLayerName() + "." + entry.getKey();
        parameters.put(name, entry.getValue().dup('c').data().asDouble());
      }
    }
  }

  /** The parameters of that layer, {@code conv1.W} or {@code fc8.b}, to be read or changed. */
  double[] parameters(String name) {
    return parameters.get(name);
  }

  /** Cross-entropy in nats. */
  double loss(double[] image, int label) {
    return -Math.log(activations(image).get("softmax").x()[label]);
  }

  /** What every layer puts out, by name, in evaluation mode. */
  Map<String, Maps> activations(double[] image) {
    Map<String, Maps> all = new LinkedHashMap<>();
    Maps maps = new Maps(image, 1, 28);
    for (int n = 1; n <= 5; n++) {
      maps = keep(all, "conv" + n, convolution("conv" + n, maps));
      if (n <= 2) {
        boolean before = settings.word("lrn.order").equals("before_pool");
        maps = before ? normalize(all, n, maps) : maps;
        maps = keep(all, "pool" + n, pool(maps));
        maps = before ? maps : normalize(all, n, maps);
      } else if (n == 5 && settings.flag("pool5")) {
        maps = keep(all, "pool5", pool(maps));
      }
    }
    maps = keep(all, "fc6", dense("fc6", maps, this::activate));
    maps = keep(all, "fc7", dense("fc7", maps, this::activate));
    boolean bent = settings.flag("output_relu");
    maps = keep(all, "fc8", dense("fc8", maps, x -> bent ? Math.max(0, x) : x));
    keep(all, "softmax", softmax(maps));
    return all;
  }

  private static Maps keep(Map<String, Maps> all, String name, Maps maps) {
    all.put(name, maps);
    return maps;
  }

  private Maps normalize(Map<String, Maps> all, int n, Maps maps) {
    if (settings.flag("lrn")) {
      return keep(all, "lrn" + n, lrn(maps));
    }
    double factor = settings.real("constant_scale");
    return factor == 1
        ? maps
        : keep(
            all,
            "scale" + n,
            fill(maps.channels(), maps.side(), (c, r, k) -> factor * maps.at(c, r, k)));
  }

  private Maps convolution(String name, Maps in) {
    double[] w = parameters.get(name + ".W");
    double[] b = parameters.get(name + ".b");
    int kernel = settings.whole(name + ".kernel");
    int lead = (kernel - 1) / 2; // an even kernel has its odd pixel right and below
    return fill(
        b.length,
        in.side(),
        (filter, row, column) -> {
          double sum = b[filter];
          for (int c = 0; c < in.channels(); c++) {
            for (int i = 0; i < kernel; i++) {
              for (int j = 0; j < kernel; j++) {
                int y = row + i - lead;
                int x = column + j - lead;
                boolean inside = y >= 0 && y < in.side() && x >= 0 && x < in.side();
                int weight = ((filter * in.channels() + c) * kernel + i) * kernel + j;
                sum += inside ? w[weight] * in.at(c, y, x) : 0;
              }
            }
          }
          return activate(sum);
        });
  }

  private Maps pool(Maps in) {
    int kernel = settings.whole("pool.kernel");
    int stride = settings.whole("pool.stride");
    int side = (in.side() + stride - 1) / stride;
    int lead = Math.max(0, (side - 1) * stride + kernel - in.side()) / 2;
    return fill(
        in.channels(),
        side,
        (c, row, column) -> {
          double greatest = Double.NEGATIVE_INFINITY;
          for (int y = row * stride - lead; y < row * stride - lead + kernel; y++) {
            for (int x = column * stride - lead; x < column * stride - lead + kernel; x++) {
              boolean inside = y >= 0 && y < in.side() && x >= 0 && x < in.side();
              greatest = inside ? Math.max(greatest, in.at(c, y, x)) : greatest;
            }
          }
          return greatest;
        });
  }

  private Maps lrn(Maps in) {
    int reach = settings.whole("lrn.n") / 2;
    return fill(
        in.channels(),
        in.side(),
        (c, row, column) -> {
          double sum = 0;
          for (int j = Math.max(0, c - reach); j <= Math.min(in.channels() - 1, c + reach); j++) {
            sum += in.at(j, row, column) * in.at(j, row, column);
          }
          double s = settings.real("lrn.k") + settings.real("lrn.alpha") * sum;
          return in.at(c, row, column) / Math.pow(s, settings.real("lrn.beta"));
        });
  }

  private Maps dense(String name, Maps in, DoubleUnaryOperator after) {
    double[] w = parameters.get(name + ".W");
    double[] b = parameters.get(name + ".b");
    return fill(
        b.length,
        1,
        (unit, row, column) -> {
          double sum = b[unit];
          for (int i = 0; i < in.x().length; i++) {
            sum += in.x()[i] * w[i * b.length + unit];
          }
          return after.applyAsDouble(sum);
        });
  }

  private static Maps softmax(Maps in) {
    double greatest = Arrays.stream(in.x()).max().orElseThrow();
    double sum = Arrays.stream(in.x()).map(x -> Math.exp(x - greatest)).sum();
    return fill(in.channels(), 1, (c, row, column) -> Math.exp(in.x()[c] - greatest) / sum);
  }

  private double activate(double x) {
    return switch (settings.word("activation")) {
      case "tanh" -> Math.tanh(x);
      case "leaky_relu" -> x > 0 ? x : 0.01 * x;
      default -> Math.max(0, x);
    };
  }

  private static Maps fill(int channels, int side, Pixel pixel) {
    double[] x = new double[channels * side * side];
    for (int c = 0; c < channels; c++) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          x[(c * side + row) * side + column] = pixel.at(c, row, column);
        }
      }
    }
    return new Maps(x, channels, side);
  }
}
