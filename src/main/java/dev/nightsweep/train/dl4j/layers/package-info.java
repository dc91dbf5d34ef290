/**
 * Our own layers for DL4J nets, which the stock {@code ModelSerializer} saves and, with this jar on
 * the class path, loads.
 */
package dev.nightsweep.train.dl4j.layers;
