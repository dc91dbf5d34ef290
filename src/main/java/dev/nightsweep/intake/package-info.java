/** From runs that a tracker kept to a sweep: what they vary, which of them make pairs. */
package dev.nightsweep.intake;
