package dev.nightsweep.serve;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.process.FailureText;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Map;
import java.util.function.Function;

/** Answers the requests of other processes: JSON in, JSON out, by the name of what is asked. */
final class OwnerRequests {
  static final String STATUS = "status";
  static final String STEER = "steer";
  static final String ENQUEUE = "enqueue";
  static final String RESUME = "resume";
  static final String IMPORT = "import";
  static final String DELETE = "delete";
  static final String VERIFY = "verify";

  private final Map<String, Route<?>> routes;

  OwnerRequests(OwnerCommands commands) {
    this.routes =
        Map.ofEntries(
            Map.entry(STATUS, new Route<>(Nothing.class, nothing -> commands.status())),
            Map.entry(STEER, new Route<>(OwnerCommands.Steer.class, commands::steer)),
            Map.entry(ENQUEUE, new Route<>(OwnerCommands.Enqueue.class, commands::enqueue)),
            Map.entry(RESUME, new Route<>(OwnerCommands.Resume.class, commands::resume)),
            Map.entry(IMPORT, new Route<>(OwnerCommands.Import.class, commands::importSweep)),
            Map.entry(DELETE, new Route<>(OwnerCommands.Delete.class, commands::delete)),
            Map.entry(VERIFY, new Route<>(OwnerCommands.Verify.class, commands::verify)));
  }

  /** A request that says all by its name. */
  record Nothing() {}

  /** The answer, or what stood in its way. */
  record Answer(String json, boolean isError) {}

  /** Why something cannot be done. */
  record Refusal(Reason reason, String message) {}

  /** Whose fault it is. */
  enum Reason {
    USAGE,
    BUSY,
    ENVIRONMENT,
    DAMAGED,
    /** A failure of the owner's own. */
    FAILURE
  }

  private record Route<T>(Class<T> request, Function<T, Object> answer) {
    Object answered(String json) throws ProtocolException {
      return answer.apply(read(json));
    }

    private T read(String json) throws ProtocolException {
      try {
        return Json.read(json, request);
      } catch (IOException e) {
        throw new ProtocolException("not the JSON that it takes");
      }
    }
  }

  /**
   * Answers one request.
   *
   * @throws ProtocolException if the request is unknown or no JSON of its kind
   */
  Answer answer(String name, String json) throws ProtocolException {
    Route<?> route = routes.get(name);
    if (route == null) {
      throw new ProtocolException("none has this name");
    }
    try {
      return new Answer(Json.write(route.answered(json)), false);
    } catch (UserErrorException e) {
      return refused(Reason.valueOf(e.kind().name()), e);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      return refused(Reason.FAILURE, e);
    }
  }

  private static Answer refused(Reason reason, Throwable why) {
    return new Answer(Json.write(new Refusal(reason, FailureText.of(why))), true);
  }
}
