package dev.nightsweep.store;

/** An earlier version of the program made the database; it has to be built anew. */
public class StoreOutdatedException extends StoreException {
  private static final long serialVersionUID = 1L;

  public StoreOutdatedException(String message) {
    super(message);
  }
}
