package dev.nightsweep.cli;

import java.util.List;

/** Whole sweeps in worker processes on this machine. */
class LocalSweepTest extends SweepContract {
  @Override
  List<String> engine() {
    return List.of();
  }
}
