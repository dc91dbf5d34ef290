/**
 * Image data sets as plain arrays: IDX files checked to the last byte, the split into training and
 * validation images, the order of an epoch, and the named streams of randomness behind both.
 */
package dev.nightsweep.data;
