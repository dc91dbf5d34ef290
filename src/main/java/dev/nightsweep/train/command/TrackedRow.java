package dev.nightsweep.train.command;

import java.util.Map;
import java.util.TreeMap;

/** What a program logged at one step. */
record TrackedRow(long step, Map<String, Double> values) {
  TrackedRow(long step) {
    this(step, new TreeMap<>());
  }
}
