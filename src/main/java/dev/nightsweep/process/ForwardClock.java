package dev.nightsweep.process;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that never goes back, so that nothing ends before it has begun: where the other one is
 * set back, it stands still until that one has caught up.
 */
public final class ForwardClock implements InstantSource {
  private final InstantSource other;
  private Instant last = Instant.MIN;

  public ForwardClock(InstantSource other) {
    this.other = other;
  }

  @Override
  public synchronized Instant instant() {
    Instant now = other.instant();
    if (now.isAfter(last)) {
      last = now;
    }
    return last;
  }
}
