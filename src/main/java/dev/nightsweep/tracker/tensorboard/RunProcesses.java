package dev.nightsweep.tracker.tensorboard;

import java.nio.file.Path;
import java.util.Collection;

/** The processes of one run: its program and what that has started. */
public interface RunProcesses {

  /** Remembers those that are there now; often called, since some do not live long. */
  void look();

  /** Whether the process of that number is or was one of them. */
  boolean include(long pid);

  /** The files that they have open to write to, by real path; none where no system tells. */
  Collection<Path> written();
}
