package dev.nightsweep.train.dl4j.onednn;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A batch of maps as planes, and layers on it written down as loops over their definitions, in
 * double precision.
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
record PlainMaps(int images, MapShape shape, double[] numbers) {

  /** Of the window of a convolution or pooling. */
  record Place(int kernel, int stride, int dilation, Padding padding) {
    static Place of(SlidingWindow window) {
      return new Place(window.kernel(), window.stride(), window.dilation(), window.padding());
    }

    /** TensorFlow's same: ceil(input/stride); else as many as fit. */
    int outputs(int inputs) {
      if (padding.equals(Padding.SAME)) {
        return (int) Math.ceil(inputs / (double) stride);
      }
      int padded = inputs + 2 * ((Padding.Pixels) padding).count();
      int outputs = 0;
      while (outputs * stride + (kernel - 1) * dilation < padded) {
        outputs++;
      }
      return outputs;
    }

    /** TensorFlow's same: half of what is missing, rounded down. */
    int before(int inputs) {
      if (padding.equals(Padding.SAME)) {
        int missing = (outputs(inputs) - 1) * stride + (kernel - 1) * dilation + 1 - inputs;
        return missing > 0 ? missing / 2 : 0;
      }
      return ((Padding.Pixels) padding).count();
    }

    /** The input pixel under the kernel's first. */
    int first(int output, int inputs) {
      return output * stride - before(inputs);
    }
  }

  /** What a pooling does to the numbers of a window. */
  interface Gathering {
    double of(double[] window);
  }

  double at(int image, int channel, int row, int column) {
    return numbers[index(image, channel, row, column)];
  }

  private int index(int image, int channel, int row, int column) {
    int plane = image * shape.channels() + channel;
    return (plane * shape.height() + row) * shape.width() + column;
  }

  private boolean inside(int row, int column) {
    return row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
  }

  private PlainMaps alike(double[] others) {
    return new PlainMaps(images, shape, others);
  }

  private PlainMaps empty(int channels, Place place) {
    MapShape made =
        new MapShape(channels, place.outputs(shape.height()), place.outputs(shape.width()));
    return new PlainMaps(images, made, new double[(int) (images * made.size())]);
  }

  /**
   * @param biases null for none
   */
  PlainMaps convolve(double[] weights, double[] biases, int filters, int groups, Place place) {
    PlainMaps made = empty(filters, place);
    int of = shape.channels() / groups;
    int k = place.kernel;
    for (int n = 0; n < images; n++) {
      for (int f = 0; f < filters; f++) {
        int first = f / (filters / groups) * of;
        for (int y = 0; y < made.shape.height(); y++) {
          int top = place.first(y, shape.height());
          for (int x = 0; x < made.shape.width(); x++) {
            int left = place.first(x, shape.width());
            double sum = biases == null ? 0 : biases[f];
            for (int c = 0; c < of; c++) {
              for (int tap = 0; tap < k * k; tap++) {
                int row = top + tap / k * place.dilation;
                int column = left + tap % k * place.dilation;
                if (inside(row, column)) {
                  sum += weights[(f * of + c) * k * k + tap] * at(n, first + c, row, column);
                }
              }
            }
            made.numbers[made.index(n, f, y, x)] = sum;
          }
        }
      }
    }
    return made;
  }

  PlainMaps pool(Gathering gathering, Place place) {
    PlainMaps made = empty(shape.channels(), place);
    int k = place.kernel;
    for (int n = 0; n < images; n++) {
      for (int c = 0; c < shape.channels(); c++) {
        for (int y = 0; y < made.shape.height(); y++) {
          int top = place.first(y, shape.height());
          for (int x = 0; x < made.shape.width(); x++) {
            int left = place.first(x, shape.width());
            double[] window = new double[k * k];
            int count = 0;
            for (int tap = 0; tap < k * k; tap++) {
              int row = top + tap / k * place.dilation;
              int column = left + tap % k * place.dilation;
              if (inside(row, column)) {
                window[count++] = at(n, c, row, column);
              }
            }
            made.numbers[made.index(n, c, y, x)] = gathering.of(Arrays.copyOf(window, count));
          }
        }
      }
    }
    return made;
  }

  PlainMaps poolGlobally(Gathering gathering) {
    int size = shape.height() * shape.width();
    double[] made = new double[images * shape.channels()];
    for (int i = 0; i < made.length; i++) {
      made[i] = gathering.of(Arrays.copyOfRange(numbers, i * size, (i + 1) * size));
    }
    return new PlainMaps(images, new MapShape(shape.channels(), 1, 1), made);
  }

  /** Maps lie as a vector of their planes already. */
  PlainMaps flatten() {
    return new PlainMaps(images, new MapShape((int) shape.size(), 1, 1), numbers);
  }

  /**
   * @param biases null for none
   */
  PlainMaps connect(double[] weights, double[] biases, int units) {
    int inputs = shape.channels();
    double[] made = new double[images * units];
    for (int n = 0; n < images; n++) {
      for (int u = 0; u < units; u++) {
        double sum = biases == null ? 0 : biases[u];
        for (int i = 0; i < inputs; i++) {
          sum += weights[u * inputs + i] * numbers[n * inputs + i];
        }
        made[n * units + u] = sum;
      }
    }
    return new PlainMaps(images, new MapShape(units, 1, 1), made);
  }

  PlainMaps each(DoubleUnaryOperator function) {
    return alike(Arrays.stream(numbers).map(function).toArray());
  }

  PlainMaps plus(PlainMaps other) {
    double[] sums = numbers.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.numbers[i];
    }
    return alike(sums);
  }

  PlainMaps times(float[] factors) {
    double[] products = numbers.clone();
    for (int i = 0; i < products.length; i++) {
      products[i] *= factors[i];
    }
    return alike(products);
  }

  /** The mean of every channel over the batch. */
  double[] means() {
    double[] means = new double[shape.channels()];
    for (int i = 0; i < numbers.length; i++) {
      means[channelOf(i)] += numbers[i] / numbersOfChannel();
    }
    return means;
  }

  /** The population variance of every channel over the batch. */
  double[] variances() {
    double[] means = means();
    double[] variances = new double[shape.channels()];
    for (int i = 0; i < numbers.length; i++) {
      variances[channelOf(i)] += Math.pow(numbers[i] - means[channelOf(i)], 2) / numbersOfChannel();
    }
    return variances;
  }

  PlainMaps normalize(double[] means, double[] variances, double epsilon) {
    double[] made = new double[numbers.length];
    for (int i = 0; i < made.length; i++) {
      int c = channelOf(i);
      made[i] = (numbers[i] - means[c]) / Math.sqrt(variances[c] + epsilon);
    }
    return alike(made);
  }

  PlainMaps scaleAndShift(double[] gamma, double[] beta) {
    double[] made = numbers.clone();
    for (int i = 0; i < made.length; i++) {
      int c = channelOf(i);
      made[i] = (gamma == null ? 1 : gamma[c]) * made[i] + (beta == null ? 0 : beta[c]);
    }
    return alike(made);
  }

  private double numbersOfChannel() {
    return (double) images * shape.height() * shape.width();
  }

  private int channelOf(int i) {
    return i / (shape.height() * shape.width()) % shape.channels();
  }
}
