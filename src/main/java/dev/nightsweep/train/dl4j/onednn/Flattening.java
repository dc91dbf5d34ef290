package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.memory;

/** Makes a vector of each image, plane after plane. */
final class Flattening {
  private Flattening() {}

  static LayerKernel kernel(OneDnn library, Tensor input, Tensor output, int images) {
    memory.desc planes = OneDnn.planes(images, input.shape());
    return new Calls(
        library.copy(input.values(), library.wrap(planes, output.values().get_data_handle())),
        input.gradient() == null
            ? null
            : library.copy(
                library.wrap(planes, output.gradient().get_data_handle()), input.gradient()));
  }
}
