/** Pure functions over stored runs, and all that they say of one sweep, each computed once. */
package dev.nightsweep.analysis;
