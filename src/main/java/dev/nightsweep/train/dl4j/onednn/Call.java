package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;

/** One of oneDNN's primitives with all its arguments: ready to run, again and again. */
final class Call {
  private final stream queue;
  private final primitive work;
  private final IntMemoryMap arguments = new IntMemoryMap();

  Call(stream queue, primitive work) {
    this.queue = queue;
    this.work = work;
  }

  /** Adds an argument, named by one of oneDNN's {@code DNNL_ARG_} numbers. */
  Call with(int name, memory array) {
    arguments.put(name, array);
    return this;
  }

  /** Runs it; on a CPU it has ended when this returns. */
  void run() {
    work.execute(queue, arguments);
  }
}
