/** An analysed sweep as JSON, CSV and Markdown. */
package dev.nightsweep.publish.export;
