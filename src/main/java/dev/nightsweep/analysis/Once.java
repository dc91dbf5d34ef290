package dev.nightsweep.analysis;

import java.util.function.Supplier;

/** A value that is computed when it is first asked for, and never again. */
final class Once<T> implements Supplier<T> {
  private Supplier<T> computation;
  private T value;

  Once(Supplier<T> computation) {
    this.computation = computation;
  }

  @Override
  public synchronized T get() {
    if (computation != null) {
      value = computation.get();
      computation = null;
    }
    return value;
  }
}
