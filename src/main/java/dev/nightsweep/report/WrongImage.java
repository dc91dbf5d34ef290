package dev.nightsweep.report;

import dev.nightsweep.model.Picture;
import java.util.OptionalDouble;

/**
 * A test image that a net tells wrong.
 *
 * @param number in file order, from 0
 * @param probability that the net gives to what it sees, if that was kept
 */
public record WrongImage(
    int number, int truth, int predicted, OptionalDouble probability, Picture picture) {}
