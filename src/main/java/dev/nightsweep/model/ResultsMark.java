package dev.nightsweep.model;

/** What tells a folder of results from others. */
public final class ResultsMark {
  /** The database, which lies in every folder of results. */
  public static final String DATABASE = "nightsweep.mv.db";

  private ResultsMark() {}
}
