/** The SQL that pages show beside their sections. */
package dev.nightsweep.publish.queries;
