package dev.nightsweep.tracker.tensorboard;

import java.nio.file.Path;

/** The processes of one run: its program and what that has started. */
public interface RunProcesses {

  /** Remembers those that are there now; often called, since some do not live long. */
  void look();

  /** Whether the process of that number is or was one of them. */
  boolean include(long pid);

  /** Whether one of them has that file open now; false where the system does not tell. */
  boolean haveOpen(Path file);
}
