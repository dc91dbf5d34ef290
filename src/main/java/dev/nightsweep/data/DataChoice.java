package dev.nightsweep.data;

import dev.nightsweep.model.Settings;

/**
 * Which data set, and how it is prepared.
 *
 * @param name as a spec says it
 */
public record DataChoice(String name, DataOptions options) {
  /** The setting that names the data set. */
  public static final String SETTING = "dataset";

  /**
   * What a run's settings say.
   *
   * @throws DataSetException if no data set can be prepared like that
   */
  public static DataChoice of(Settings settings) {
    return new DataChoice(settings.word(SETTING), DataOptions.of(settings));
  }
}
