package dev.nightsweep.app;

import java.time.InstantSource;

/** What all steps of a session share. */
record SessionContext(
    ResultsOwner owner,
    SessionOptions options,
    SessionListener listener,
    Interruption interruption,
    InstantSource clock) {

  SessionContext with(SessionOptions others) {
    return new SessionContext(owner, others, listener, interruption, clock);
  }
}
