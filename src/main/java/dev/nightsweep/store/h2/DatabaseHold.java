package dev.nightsweep.store.h2;

/** Keeps other processes from a database until it is closed. */
public interface DatabaseHold extends AutoCloseable {
  @Override
  void close();
}
