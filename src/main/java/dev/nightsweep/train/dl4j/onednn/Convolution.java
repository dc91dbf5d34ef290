package dev.nightsweep.train.dl4j.onednn;

import java.util.stream.LongStream;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * What a convolution is, but for its input.
 *
 * @param groups parts into which channels and filters fall, each convolved alone
 */
record Convolution(int filters, int groups, SlidingWindow window, Activation activation) {

  /** The shape of the weights, group by group if there are several. */
  long[] weights(MapShape input) {
    int kernel = window.kernel();
    return groups == 1
        ? new long[] {filters, input.channels(), kernel, kernel}
        : new long[] {groups, filters / groups, input.channels() / groups, kernel, kernel};
  }

  long weightCount(MapShape input) {
    return LongStream.of(weights(input)).reduce(1, (a, b) -> a * b);
  }

  /** How their owner keeps them. */
  format_tag kept() {
    return groups == 1 ? format_tag.oihw : format_tag.goihw;
  }

  String text() {
    return "convolution " + window.text() + (groups == 1 ? "" : ", %d groups".formatted(groups));
  }
}
