package dev.nightsweep.model;

import java.util.List;
import java.util.Optional;

/**
 * Every parameter that one program understands, and every metric that it logs. Pure: no I/O, cheap
 * to call.
 */
public interface Catalog {

  /** The program's name in a spec: {@code alexnet}. */
  String program();

  /** All parameters in the order people want to read them. */
  List<Parameter> parameters();

  /** The metrics that it logs. */
  DeclaredMetrics metrics();

  /** What its parameters mean to those who judge its runs. */
  default ParameterRoles roles() {
    return ParameterRoles.USUAL;
  }

  /**
   * The given settings with every missing parameter at its default, a preset's defaults included.
   */
  Settings resolve(Settings given);

  /**
   * What is wrong with settings that are each in their range but do not go together, in sentences
   * for people: {@code conv5.kernel 9 does not fit …}. Empty when all is well.
   *
   * @param resolved the result of {@link #resolve}
   */
  List<String> conflicts(Settings resolved);

  /** What a net is named after and departs from: {@code Krizhevsky et al. 2012}; may be empty. */
  default String reference() {
    return "";
  }

  /** What a run's identity calls the program. */
  default String identityName() {
    return program();
  }

  /**
   * The settings that are hashed into a run's identity: all, but for a program whose identity
   * inputs say what the others make.
   *
   * @param resolved the result of {@link #resolve}
   */
  default Settings identifying(Settings resolved) {
    return resolved;
  }

  /**
   * What the settings make that {@link #identifying} leaves out, in lines: arms are told apart by
   * it.
   *
   * @param given what is not given has its default
   */
  default List<String> computed(Settings given) {
    return List.of();
  }

  /** Whether it takes any parameter, so that {@link #parameters} tells nothing. */
  default boolean isOpen() {
    return false;
  }

  default Optional<Parameter> find(String name) {
    return parameters().stream().filter(p -> p.name().equals(name)).findFirst();
  }
}
