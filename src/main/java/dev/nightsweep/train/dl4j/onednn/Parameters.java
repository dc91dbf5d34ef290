package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.javacpp.FloatPointer;

/**
 * What a layer learns, as it lies in memory that belongs to somebody else.
 *
 * @param weights of a convolution [filters, channels, rows, columns], of a dense layer [units,
 *     inputs], in C order
 * @param biases one for each filter or unit
 */
public record Parameters(FloatPointer weights, FloatPointer biases) {}
