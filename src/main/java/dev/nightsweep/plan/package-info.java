/**
 * From a spec to arms, runs, contrasts, identity and order, and from a plan whose runs have ended
 * to what comes next.
 */
package dev.nightsweep.plan;
