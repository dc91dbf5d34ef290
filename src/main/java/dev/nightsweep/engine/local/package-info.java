/** Worker processes on this machine. */
package dev.nightsweep.engine.local;
