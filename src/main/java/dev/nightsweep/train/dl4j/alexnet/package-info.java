/**
 * AlexNet: its parameters, its layers, and where it departs from the published net. Loads no
 * library; the loop of {@link dev.nightsweep.train.dl4j} trains it.
 */
package dev.nightsweep.train.dl4j.alexnet;
