/**
 * Trains on an Apache Spark cluster, a Spark job a run. The driver keeps the journals and the
 * store; an executor has worker processes as this machine has, and tells the driver what they say.
 */
package dev.nightsweep.engine.spark;
