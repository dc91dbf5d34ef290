package dev.nightsweep.forecast;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a sweep will take.
 *
 * @param finish empty while too little is known
 * @param memory bytes of all workers together
 * @param freeMemory bytes that could be had now
 * @param disk what the runs write
 * @param freeDisk bytes, if the file system says
 */
public record Forecast(
    Optional<Finish> finish,
    long memory,
    long freeMemory,
    DiskEstimate disk,
    OptionalLong freeDisk) {

  /** Whether less than the runs write can still be written. */
  public boolean isDiskTooSmall() {
    return freeDisk.isPresent() && freeDisk.getAsLong() < disk.bytes();
  }
}
