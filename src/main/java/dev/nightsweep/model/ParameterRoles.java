package dev.nightsweep.model;

import java.util.Map;
import java.util.Set;

/**
 * What the parameters of a program mean to those who judge its runs, by name.
 *
 * @param names the parameters that have a role
 */
public record ParameterRoles(Map<Role, Set<String>> names) {

  /** What a parameter means to a judge. */
  public enum Role {
    /** The rate that every comparison of trained nets depends on. */
    LEARNING_RATE,
    /** How many epochs a run is trained for. */
    EPOCHS,
    /** Decides how many steps an epoch has. */
    STEPS,
    /** Decides the defaults of others. */
    PRESET
  }

  /** Of a program that declares none: the names that programs usually give them. */
  public static final ParameterRoles USUAL =
      new ParameterRoles(
          Map.of(
              Role.LEARNING_RATE,
              Set.of("learning_rate", "lr", "base_lr", "init_lr", "learning-rate", "eta"),
              Role.EPOCHS,
              Set.of("epochs", "num_epochs", "n_epochs"),
              Role.STEPS,
              Set.of("batch_size", "batch-size", "train_size", "train_batch_size")));

  public ParameterRoles {
    names = Map.copyOf(names);
  }

  public boolean is(Role role, String parameter) {
    return of(role).contains(parameter);
  }

  public Set<String> of(Role role) {
    return names.getOrDefault(role, Set.of());
  }
}
