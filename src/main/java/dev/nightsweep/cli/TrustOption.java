package dev.nightsweep.cli;

import picocli.CommandLine.Option;

/** Whether programs of imported sweeps may be started without a question. */
final class TrustOption {
  @Option(
      names = "--trust",
      description =
          "Start the program that an imported sweep names, without asking, and let readings of"
              + " imported sweeps stand for runs of others.")
  private boolean given;

  boolean isGiven() {
    return given;
  }
}
