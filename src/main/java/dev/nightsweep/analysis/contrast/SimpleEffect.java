package dev.nightsweep.analysis.contrast;

/**
 * A factor's effect at one level of another factor with which it interacts.
 *
 * @param factor the other factor
 * @param level its level
 * @param detail the contrast over the cells at that level, judged with all simple effects on the
 *     same metric as the family
 */
public record SimpleEffect(String factor, String level, ContrastDetail detail) {}
