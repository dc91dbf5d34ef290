/** When a sweep will be done. Pure. */
package dev.nightsweep.forecast;
