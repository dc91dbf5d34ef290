package dev.nightsweep.serve;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.store.QueryException;
import dev.nightsweep.store.SqlQueries;
import dev.nightsweep.store.Store;
import java.io.IOException;
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
  static final String QUERY = "query";
  static final String READ = "read";

  private final Map<String, Route<?>> routes;

  OwnerRequests(Store store, OwnerCommands commands) {
    this.routes =
        Map.ofEntries(
            Map.entry(STATUS, new Route<>(Nothing.class, nothing -> commands.status())),
            Map.entry(STEER, new Route<>(OwnerCommands.Steer.class, commands::steer)),
            Map.entry(ENQUEUE, new Route<>(OwnerCommands.Enqueue.class, commands::enqueue)),
            Map.entry(RESUME, new Route<>(OwnerCommands.Resume.class, commands::resume)),
            Map.entry(IMPORT, new Route<>(OwnerCommands.Import.class, commands::importSweep)),
            Map.entry(DELETE, new Route<>(OwnerCommands.Delete.class, commands::delete)),
            Map.entry(VERIFY, new Route<>(OwnerCommands.Verify.class, commands::verify)),
            Map.entry(QUERY, new Route<>(Sql.class, sql -> query(store, sql))),
            Map.entry(READ, new Route<>(Read.class, read -> read.answeredBy(store))));
  }

  /** A request that says all by its name. */
  record Nothing() {}

  /** SQL over the public views. */
  record Sql(String text, int maxRows) {}

  /** A question about what the store holds. */
  record Read(StoreQuestion question, StoreQuestion.Subject about) {
    Object answeredBy(Store store) {
      return question.answeredBy(store, about);
    }
  }

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
    /** The SQL is wrong or not allowed. */
    QUERY,
    /** A failure of the owner's own. */
    FAILURE
  }

  private record Route<T>(Class<T> request, Function<T, Object> answer) {
    Object answered(String json) throws IOException {
      return answer.apply(Json.read(json, request));
    }
  }

  /**
   * Answers one request.
   *
   * @throws IOException if the request is unknown or no JSON of its kind
   */
  Answer answer(String name, String json) throws IOException {
    Route<?> route = routes.get(name);
    if (route == null) {
      throw new IOException("no request is called " + name);
    }
    try {
      return new Answer(Json.write(route.answered(json)), false);
    } catch (UserErrorException e) {
      return refused(Reason.valueOf(e.kind().name()), e);
    } catch (QueryException e) {
      return refused(Reason.QUERY, e);
    } catch (RuntimeException e) {
      return refused(Reason.FAILURE, e);
    }
  }

  private static Answer refused(Reason reason, RuntimeException why) {
    String message = why.getMessage() == null ? why.toString() : why.getMessage();
    return new Answer(Json.write(new Refusal(reason, message)), true);
  }

  private static SqlAnswer query(Store store, Sql sql) {
    SqlQueries queries =
        store.sql().orElseThrow(() -> new QueryException("This store answers no SQL."));
    return SqlAnswer.of(queries.query(sql.text(), sql.maxRows()));
  }
}
