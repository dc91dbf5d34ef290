package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataShape;

/**
 * Images for one step.
 *
 * @param pixels image after image, each as planes [channels, height, width]
 * @param labels the images' classes
 */
@SuppressWarnings("ArrayRecordComponent") // made for one step, and handed on as it is
record ImageBatch(float[] pixels, int[] labels, DataShape shape) {
  int images() {
    return labels.length;
  }
}
