package dev.nightsweep.cli;

import java.util.List;

/** Whole sweeps on a cluster of two executors with a process each. */
class SparkSweepTest extends SweepContract {
  @Override
  List<String> engine() {
    return List.of(
        "--engine",
        "spark",
        "--master",
        "local-cluster[2,1,512]",
        "--spark-conf",
        "spark.executor.extraClassPath=" + System.getProperty("java.class.path"));
  }
}
