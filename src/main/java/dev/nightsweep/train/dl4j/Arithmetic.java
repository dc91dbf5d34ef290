package dev.nightsweep.train.dl4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** How a net computes. Runs are trained as {@link #here} says; the others serve to check that. */
enum Arithmetic {
  /** Single precision, by oneDNN on the CPU. */
  FAST(DataType.FLOAT),
  /** Single precision, by DL4J. */
  PLAIN(DataType.FLOAT),
  /** As plain, in double precision. */
  DOUBLE(DataType.DOUBLE);

  private final DataType type;

  Arithmetic(DataType type) {
    this.type = type;
  }

  /** The one that this process trains runs with: fast, or plain if ND4J computes on a card. */
  static Arithmetic here() {
    return Nd4j.getEnvironment().isCPU() ? FAST : PLAIN;
  }

  DataType type() {
    return type;
  }
}
