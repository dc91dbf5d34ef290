package dev.nightsweep.report;

import java.util.List;
import java.util.Map;

/**
 * A whole sweep as its page carries it, to be imported elsewhere.
 *
 * @param text {@link GzipBase64}
 * @param standing by run id: which entries of the run's journal tell of the epochs that stand after
 *     all its attempts, by epoch; places from 0
 */
public record PackedArchive(String text, Map<String, List<Integer>> standing) {}
