package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;

/** oneDNN's engine on this CPU, and what the layers ask of it. Not thread-safe. */
final class OneDnn {
  final engine cpu = new engine(engine.kind.cpu, 0);
  private final stream queue = new stream(cpu);

  /** A description of floats in one of oneDNN's layouts. */
  static memory.desc floats(format_tag layout, long... shape) {
    return new memory.desc(shape, data_type.f32, layout);
  }

  /** Images with their channels innermost. */
  static memory.desc images(int count, MapShape shape) {
    return floats(format_tag.nhwc, count, shape.channels(), shape.height(), shape.width());
  }

  /** Images as planes, channel after channel. */
  static memory.desc planes(int count, MapShape shape) {
    return floats(format_tag.nchw, count, shape.channels(), shape.height(), shape.width());
  }

  /** New memory, cleared. */
  memory allocate(memory.desc description) {
    memory array = new memory(description, cpu);
    Pointer.memset(array.get_data_handle(), 0, description.get_size());
    return array;
  }

  /** Memory that somebody else keeps. */
  memory wrap(memory.desc description, Pointer numbers) {
    return new memory(description, cpu, numbers);
  }

  Call call(primitive work) {
    return new Call(queue, work);
  }

  /** Copies an array into another layout. */
  Call copy(memory from, memory to) {
    return call(new reorder(from, to)).with(dnnl.DNNL_ARG_FROM, from).with(dnnl.DNNL_ARG_TO, to);
  }

  /** The product of two matrices. */
  Call product(memory left, memory right, memory result) {
    matmul.primitive_desc plan =
        new matmul.primitive_desc(cpu, left.get_desc(), right.get_desc(), result.get_desc());
    return call(new matmul(plan))
        .with(dnnl.DNNL_ARG_SRC, left)
        .with(dnnl.DNNL_ARG_WEIGHTS, right)
        .with(dnnl.DNNL_ARG_DST, result);
  }

  /** Element by element; the result may be the array itself. */
  Call elementwise(algorithm function, float alpha, float beta, memory from, memory to) {
    eltwise_forward.primitive_desc plan =
        new eltwise_forward.primitive_desc(
            cpu,
            prop_kind.forward_inference,
            function,
            from.get_desc(),
            to.get_desc(),
            alpha,
            beta);
    return call(new eltwise_forward(plan))
        .with(dnnl.DNNL_ARG_SRC, from)
        .with(dnnl.DNNL_ARG_DST, to);
  }

  /** The sum or product of two arrays, element by element; the result may be one of them. */
  Call binary(algorithm function, memory left, memory right, memory result) {
    binary.primitive_desc plan =
        new binary.primitive_desc(
            cpu, function, left.get_desc(), right.get_desc(), result.get_desc());
    return call(new binary(plan))
        .with(dnnl.DNNL_ARG_SRC_0, left)
        .with(dnnl.DNNL_ARG_SRC_1, right)
        .with(dnnl.DNNL_ARG_DST, result);
  }

  /** Turns the gradient behind an activation, in place, into the one before it. */
  Call backward(Activation activation, Tensor output) {
    return backward(activation, output, output.gradient());
  }

  /** Computes the gradient before an activation from the one behind it. */
  Call backward(Activation activation, Tensor output, memory inputGradient) {
    memory.desc shape = output.description();
    eltwise_forward.primitive_desc forward =
        new eltwise_forward.primitive_desc(
            cpu, prop_kind.forward_training, activation.backward, shape, shape, activation.alpha);
    eltwise_backward.primitive_desc plan =
        new eltwise_backward.primitive_desc(
            cpu, activation.backward, shape, shape, shape, activation.alpha, forward);
    return call(new eltwise_backward(plan))
        .with(dnnl.DNNL_ARG_DST, output.values())
        .with(dnnl.DNNL_ARG_DIFF_DST, output.gradient())
        .with(dnnl.DNNL_ARG_DIFF_SRC, inputGradient);
  }

  /** What makes a primitive apply the activation to its results before it writes them. */
  static primitive_attr then(Activation activation) {
    primitive_attr attributes = new primitive_attr();
    if (activation != Activation.IDENTITY) {
      post_ops operations = new post_ops();
      operations.append_eltwise(activation.forward, activation.alpha, 0);
      attributes.set_post_ops(operations);
    }
    return attributes;
  }
}
