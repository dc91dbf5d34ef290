package dev.nightsweep.tracker;

import java.util.Set;

/** Folders in which neither a program's own code lies nor what it learns is logged, by name. */
public final class UnsearchedFolders {
  private static final Set<String> NAMES =
      Set.of("__pycache__", "node_modules", "venv", "env", "site-packages", "wandb", "mlruns");

  private UnsearchedFolders() {}

  /** Whether a folder of that name is one, or hidden. */
  public static boolean include(String name) {
    return name.startsWith(".") || NAMES.contains(name);
  }
}
