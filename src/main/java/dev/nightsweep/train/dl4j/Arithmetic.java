package dev.nightsweep.train.dl4j;

import org.nd4j.linalg.api.buffer.DataType;

/** How a net computes; runs are trained with {@code FAST}, the others serve to check it. */
enum Arithmetic {
  /** Single precision, our own layers. */
  FAST(DataType.FLOAT),
  /** Single precision, DL4J's own layers wherever there is one that computes the same. */
  PLAIN(DataType.FLOAT),
  /** As plain, in double precision. */
  DOUBLE(DataType.DOUBLE);

  private final DataType type;

  Arithmetic(DataType type) {
    this.type = type;
  }

  DataType type() {
    return type;
  }
}
