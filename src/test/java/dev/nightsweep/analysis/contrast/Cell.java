package dev.nightsweep.analysis.contrast;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Simulated studies of one kind.
 *
 * @param rates what they come to, by how many there are
 */
record Cell(String name, IntFunction<List<Rate>> rates) {}
