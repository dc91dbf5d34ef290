/**
 * Nets as data: reads net files, and lays out the layers that they mean under given settings. Pure
 * arithmetic that loads no native library, and knows nothing of what trains a net.
 */
package dev.nightsweep.train.net;
