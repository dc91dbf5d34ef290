package dev.nightsweep.store.h2;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/**
 * Keeps Flyway from telling every step of every opening on the console; what goes wrong comes as an
 * exception. Public because Flyway creates it by its name.
 */
public final class NoLog implements LogCreator, Log {
  @Override
  public Log createLogger(Class<?> source) {
    return this;
  }

  @Override
  public void debug(String message) {
    // Not told.
  }

  @Override
  public void info(String message) {
    // Not told.
  }

  @Override
  public void warn(String message) {
    // Not told.
  }

  @Override
  public void error(String message) {
    // Not told: the exception that follows says it.
  }

  @Override
  public void error(String message, Exception cause) {
    // Not told: the exception that follows says it.
  }

  @Override
  public void notice(String message) {
    // Not told.
  }
}
