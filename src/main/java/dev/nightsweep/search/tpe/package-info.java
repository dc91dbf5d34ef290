/**
 * The tree-structured Parzen estimator (Bergstra et al. 2011, "Algorithms for hyper-parameter
 * optimization"), over points of a unit cube and categories; knows nothing of specs and runs.
 */
package dev.nightsweep.search.tpe;
