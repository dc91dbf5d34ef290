package dev.nightsweep.data;

/** The files of a data set, found and told apart, but not read yet. */
interface DataFormat {

  /**
   * Reads and checks all of them.
   *
   * @param name of the data set, as the spec names it
   * @throws DataSetException if a file is missing or damaged
   */
  DataSet read(String name);
}
