/**
 * The vocabulary: records and sealed types shared by every room. No I/O, no third party, nothing
 * that knows AlexNet.
 */
package dev.nightsweep.model;
