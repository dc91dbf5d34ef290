/** Charts: SVG from plain numbers, knowing no sweep. */
package dev.nightsweep.report.chart;
