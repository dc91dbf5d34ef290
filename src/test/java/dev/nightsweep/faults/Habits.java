package dev.nightsweep.faults;

/**
 * How a soak strikes.
 *
 * @param owners the share of strikes that hit the owner; the others hit a worker, with SIGKILL
 * @param asked the share of the owners' that are SIGINT or SIGTERM instead of SIGKILL
 * @param longestPeaceMillis most time between two strikes; how much is drawn each time
 */
record Habits(double owners, double asked, int longestPeaceMillis) {
  static final Habits WILD = new Habits(0.3, 0.2, 1200);
}
