package dev.nightsweep.train.dl4j;

import dev.nightsweep.train.dl4j.onednn.OutsideLayer;
import dev.nightsweep.train.net.FeatureShape;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A layer of DL4J's without parameters, computed by DL4J; it keeps its input's shape. */
record StockLayer(Layer layer, int images, FeatureShape shape) implements OutsideLayer {
  private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

  @Override
  public void forward(FloatPointer input, FloatPointer output) {
    layer.setInput(array(input), NO_WORKSPACES);
    copy(layer.activate(true, NO_WORKSPACES), output);
  }

  @Override
  public void backward(FloatPointer outputGradient, FloatPointer inputGradient) {
    copy(layer.backpropGradient(array(outputGradient), NO_WORKSPACES).getSecond(), inputGradient);
  }

  private INDArray array(FloatPointer numbers) {
    INDArray array =
        Nd4j.createUninitialized(
            DataType.FLOAT,
            new long[] {images, shape.channels(), shape.height(), shape.width()},
            'c');
    Pointer.memcpy(array.data().addressPointer(), numbers, array.length() * Float.BYTES);
    return array;
  }

  private static void copy(INDArray from, FloatPointer to) {
    INDArray dense = from.dup('c');
    Pointer.memcpy(to, dense.data().addressPointer(), dense.length() * Float.BYTES);
  }
}
