/**
 * Reads an experiment spec, YAML or JSON, and checks it against a program's catalog. Both formats
 * become one small tree with positions; every problem is reported at once, with its line and
 * column.
 */
package dev.nightsweep.spec;
