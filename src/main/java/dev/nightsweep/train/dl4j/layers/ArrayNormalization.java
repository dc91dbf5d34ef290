package dev.nightsweep.train.dl4j.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Local response normalization and its exact gradient in ND4J's own operations on whole arrays,
 * which a graphics card computes as a CPU does.
 *
 * @param n odd number of channels in a window
 */
record ArrayNormalization(double k, int n, double alpha, double beta)
    implements PlainLayer.Mapping {

  @Override
  public void forward(INDArray input, INDArray output, boolean training) {
    output.assign(Transforms.pow(scales(input), -beta, false).muli(input));
  }

  @Override
  public void backward(INDArray input, INDArray outputGradient, INDArray inputGradient) {
    INDArray scales = scales(input);
    INDArray scaled = Transforms.pow(scales, -beta).muli(outputGradient);
    INDArray terms = scaled.mul(input).divi(scales);
    INDArray spread = windows(terms).muli(input).muli(2 * alpha * beta);
    inputGradient.assign(scaled.subi(spread));
  }

  private INDArray scales(INDArray x) {
    return windows(x.mul(x)).muli(alpha).addi(k);
  }

  /** For every number the sum over its window: each channel added to its neighbours' places. */
  private INDArray windows(INDArray terms) {
    INDArray sums = terms.dup('c');
    long channels = terms.size(1);
    for (long away = 1; away <= Math.min(n / 2, channels - 1); away++) {
      channels(sums, 0, channels - away).addi(channels(terms, away, channels));
      channels(sums, away, channels).addi(channels(terms, 0, channels - away));
    }
    return sums;
  }

  private static INDArray channels(INDArray maps, long from, long to) {
    return maps.get(
        NDArrayIndex.all(),
        NDArrayIndex.interval(from, to),
        NDArrayIndex.all(),
        NDArrayIndex.all());
  }
}
