package dev.nightsweep.report;

import dev.nightsweep.model.Picture;
import java.util.OptionalDouble;

/**
 * A test image that a net misclassifies.
 *
 * @param number in file order, from 0
 * @param truth its class
 * @param predicted the class that the net sees
 * @param probability that the net gives to the predicted class, if it was kept
 */
public record WrongImage(
    int number, String truth, String predicted, OptionalDouble probability, Picture picture) {}
