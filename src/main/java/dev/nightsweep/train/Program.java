package dev.nightsweep.train;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.FileHashes;
import dev.nightsweep.model.ProgramCode;
import dev.nightsweep.model.Settings;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A kind of training as the parent process sees it: cheap, and without any native library. */
public interface Program {

  /** Its parameters and metrics. */
  Catalog catalog();

  /**
   * Everything beside settings and seed that decides a run's result, by name: data-set hash, OpenMP
   * threads, native classifier, kernels, library version, trainer revision. It is hashed into the
   * run's identity.
   *
   * @param settings resolved
   * @throws UnusableDataException if the data that the settings name is missing or damaged
   */
  SortedMap<String, String> identityInputs(Settings settings);

  /**
   * Why a run that was trained where this tells cannot come out the same here, bit for bit; empty
   * if nothing is known that stands against it.
   *
   * @param recorded the run's
   */
  default Optional<OtherArithmetic> otherArithmetic(Environment recorded) {
    return Optional.empty();
  }

  /** Its code, if it is somebody's own: of programs of ours the version tells. */
  default Optional<ProgramCode> code() {
    return Optional.empty();
  }

  /**
   * This program, whose runs are identified by that code: what their sweep was begun with.
   *
   * @param code empty for a sweep from before code was part of an identity
   */
  default Program identifiedBy(Optional<ProgramCode> code) {
    return this;
  }

  /**
   * The files that a run with these settings reads and that are part of its identity: workers hold
   * what they find against this.
   *
   * @param settings resolved
   * @throws UnusableDataException as {@link #identityInputs}
   */
  default FileHashes filesRead(Settings settings) {
    return FileHashes.NONE;
  }

  /**
   * What is worth knowing of the data of a run with these settings before it is trained, in
   * sentences.
   *
   * @param settings resolved
   * @throws UnusableDataException as {@link #identityInputs}
   */
  default List<String> dataRemarks(Settings settings) {
    return List.of();
  }

  /**
   * The room that a run with these settings takes.
   *
   * @param settings resolved
   */
  ResourceEstimate resourceEstimate(Settings settings);

  /**
   * What a run with these settings will take.
   *
   * @param settings resolved
   * @throws UnusableDataException as {@link #identityInputs}
   */
  TimeEstimate timeEstimate(Settings settings);
}
