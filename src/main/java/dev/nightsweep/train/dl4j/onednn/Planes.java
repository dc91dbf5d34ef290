package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.memory;

/** Where images come in as planes, on their way into another layout. */
record Planes(memory numbers, Call arrange) {

  static Planes into(OneDnn library, int images, MapShape shape, memory arranged) {
    if (shape.isVector()) {
      return new Planes(arranged, null);
    }
    memory planes = library.allocate(OneDnn.planes(images, shape));
    return new Planes(planes, library.copy(planes, arranged));
  }

  void put(float[] batch) {
    Tensor.numbers(numbers).put(batch);
    if (arrange != null) {
      arrange.run();
    }
  }
}
