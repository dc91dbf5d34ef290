package org.nd4j.nativeblas;

/**
 * Lets DL4J 1.0.0-M2.1 find out that oneDNN is there: it still asks a class of this name, which
 * ND4J has since moved to {@code org.nd4j.linalg.cpu.nativecpu.bindings}, and on failure leaves
 * oneDNN off without a word. DL4J finds class and methods by name.
 */
public final class Nd4jCpu {
  private Nd4jCpu() {}

  /** The part of the moved class that is asked. */
  public static final class Environment {
    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    public static Environment getInstance() {
      return INSTANCE;
    }

    public boolean isUseMKLDNN() {
      return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance().isUseONEDNN();
    }
  }
}
