package dev.nightsweep.train.dl4j;

/** The choice of ND4J's native library. */
public final class NativeLibrary {
  private NativeLibrary() {}
}
