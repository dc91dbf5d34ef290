package dev.nightsweep.report;

import java.util.Optional;

/**
 * What the script of a sweep's page reads, each text {@link GzipBase64}.
 *
 * @param runs all runs, of which the script makes a table that can be sorted and charts
 * @param archive all of a sweep that is not too large, for the script and to be imported
 */
public record PackedData(String runs, Optional<String> archive) {

  static PackedData of(SweepFacts facts) {
    return new PackedData(
        GzipBase64.pack(RunsData.of(facts)), facts.archive().map(PackedArchive::text));
  }
}
