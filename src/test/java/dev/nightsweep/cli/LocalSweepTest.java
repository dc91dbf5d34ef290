package dev.nightsweep.cli;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** Whole sweeps in worker processes on this machine. */
@Tag("faults")
class LocalSweepTest extends SweepContract {
  @Override
  List<String> engine() {
    return List.of();
  }
}
