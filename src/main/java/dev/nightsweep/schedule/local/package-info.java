/** Worker processes on this machine. */
package dev.nightsweep.schedule.local;
