package dev.nightsweep.publish.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An MLflow server in memory: requests, answers, limits and refusals as MLflow 3.17 has them. It
 * can be made to fail.
 */
public final class FakeMlflow implements AutoCloseable {
  /** Done as asked, and answered. */
  static final Fault NONE = exchange -> Step.ANSWER;

  /** Done as asked, but the answer does not come. */
  static final Fault LOST = exchange -> Step.LOSE;

  /** Not done. */
  static final Fault DROPPED = exchange -> Step.DROP;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME =
      Pattern.compile("[/\\w.\\- ]*", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern FILTER = Pattern.compile("tags\\.`([^`]+)` = '([^']*)'");
  private static final int PAGE = 2;

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // else 40 ms an answer
  }

  private final HttpServer server;
  private final Map<String, String> experiments = new TreeMap<>();
  private final Map<String, Map<String, String>> experimentTags = new TreeMap<>();
  private final List<KeptByFake> runs = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();
  private IntFunction<Fault> faults = number -> NONE;
  private int maxParameter = 6000;
  private boolean isDeleted;

  /** What goes wrong with a request. */
  interface Fault {
    Step of(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** What becomes of a request. */
  enum Step {
    ANSWER,
    LOSE,
    DROP,
    /** The fault has answered itself. */
    ANSWERED
  }

  /** A run that the server has. */
  static final class KeptByFake {
    final String id;
    final String experiment;
    final String name;
    final long start;
    String status = "RUNNING";
    long end;
    boolean isDeleted;
    final Map<String, String> params = new TreeMap<>();
    final Map<String, String> tags = new TreeMap<>();
    final List<SentPoint> points = new ArrayList<>();

    KeptByFake(String id, String experiment, String name, long start) {
      this.id = id;
      this.experiment = experiment;
      this.name = name;
      this.start = start;
    }

    /** All that it holds but its id. */
    @Override
    public String toString() {
      return "%s %s %s %d %d %s %s %s"
          .formatted(
              experiment,
              name,
              status,
              start,
              end,
              params,
              tags,
              points.stream().map(SentPoint::toString).sorted().toList());
    }
  }

  /** Something is wrong with what is asked for. */
  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    RefusedException(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  public FakeMlflow() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  static Fault answers(int status, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      send(exchange, status, body);
      return Step.ANSWERED;
    };
  }

  static Fault waits(long milliseconds) {
    return exchange -> {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
      return Step.ANSWER;
    };
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * @param byNumber of requests from now on, from 1
   */
  synchronized void failing(IntFunction<Fault> byNumber) {
    requests.clear();
    faults = byNumber;
  }

  /** A server of before MLflow 2.8. */
  synchronized void takeParametersOf(int characters) {
    maxParameter = characters;
  }

  synchronized void deleteExperiments() {
    isDeleted = true;
  }

  /** Those that are not deleted. */
  synchronized List<KeptByFake> runs() {
    return runs.stream().filter(run -> !run.isDeleted).toList();
  }

  synchronized int deleted() {
    return runs.size() - runs().size();
  }

  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  synchronized List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  synchronized Map<String, String> tagsOf(String experiment) {
    return Map.copyOf(experimentTags.get(experiments.get(experiment)));
  }

  /** All that it keeps, whatever the ids are. */
  public synchronized List<String> contents() {
    return runs().stream().map(KeptByFake::toString).sorted().toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      synchronized (this) {
        String path = exchange.getRequestURI().getPath();
        requests.add(path.replaceFirst("/api/2.0/mlflow/", ""));
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Step step = faults.apply(requests.size()).of(exchange);
        if (step == Step.ANSWER || step == Step.LOSE) {
          answer(exchange, body, step == Step.ANSWER);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, String body, boolean tell) throws IOException {
    int status = 200;
    String answer;
    try {
      JsonNode asked = body.isEmpty() ? query(exchange) : JSON.readTree(body);
      answer = JSON.writeValueAsString(done(requests.get(requests.size() - 1), asked));
    } catch (RefusedException e) {
      status = e.status;
      answer =
          JSON.writeValueAsString(
              JSON.createObjectNode().put("error_code", e.code).put("message", e.getMessage()));
    }
    if (tell) {
      send(exchange, status, answer);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static JsonNode query(HttpExchange exchange) {
    ObjectNode asked = JSON.createObjectNode();
    for (String pair : exchange.getRequestURI().getRawQuery().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      asked.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return asked;
  }

  private JsonNode done(String method, JsonNode asked) throws RefusedException {
    return switch (method) {
      case "experiments/get-by-name" -> experiment(asked.get("experiment_name").asText());
      case "experiments/create" -> createExperiment(asked.get("name").asText());
      case "experiments/set-experiment-tag" -> tagExperiment(asked);
      case "runs/search" -> search(asked);
      case "runs/create" -> create(asked);
      case "runs/get" -> JSON.createObjectNode().set("run", json(run(asked)));
      case "runs/log-batch" -> log(asked);
      case "runs/update" -> update(asked);
      case "runs/delete" -> {
        run(asked).isDeleted = true;
        yield JSON.createObjectNode();
      }
      case "runs/delete-tag" -> {
        run(asked).tags.remove(asked.get("key").asText());
        yield JSON.createObjectNode();
      }
      case "metrics/get-history" -> history(asked);
      default -> throw new RefusedException(404, "ENDPOINT_NOT_FOUND", method);
    };
  }

  private JsonNode experiment(String name) throws RefusedException {
    if (!experiments.containsKey(name)) {
      throw new RefusedException(
          404, "RESOURCE_DOES_NOT_EXIST", "Could not find experiment with name '" + name + "'");
    }
    ObjectNode answer = JSON.createObjectNode();
    answer
        .putObject("experiment")
        .put("experiment_id", experiments.get(name))
        .put("name", name)
        .put("lifecycle_stage", isDeleted ? "deleted" : "active");
    return answer;
  }

  private JsonNode createExperiment(String name) throws RefusedException {
    if (experiments.containsKey(name)) {
      throw new RefusedException(400, "RESOURCE_ALREADY_EXISTS", "Experiment exists");
    }
    experiments.put(name, Integer.toString(experiments.size() + 1));
    experimentTags.put(experiments.get(name), new TreeMap<>());
    return JSON.createObjectNode().put("experiment_id", experiments.get(name));
  }

  private JsonNode tagExperiment(JsonNode asked) {
    experimentTags
        .get(asked.get("experiment_id").asText())
        .put(asked.get("key").asText(), asked.get("value").asText());
    return JSON.createObjectNode();
  }

  private JsonNode search(JsonNode asked) throws RefusedException {
    Matcher filter = FILTER.matcher(asked.get("filter").asText());
    if (!filter.matches()) {
      throw new RefusedException(400, "INVALID_PARAMETER_VALUE", "Invalid filter");
    }
    List<KeptByFake> found =
        runs().stream()
            .filter(run -> run.experiment.equals(asked.get("experiment_ids").get(0).asText()))
            .filter(run -> filter.group(2).equals(run.tags.get(filter.group(1))))
            .toList();
    int from = asked.path("page_token").asInt(0);
    int to = Math.min(from + PAGE, found.size());
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode page = answer.putArray("runs");
    found.subList(from, to).forEach(run -> page.add(json(run)));
    if (to < found.size()) {
      answer.put("next_page_token", Integer.toString(to));
    }
    return answer;
  }

  private JsonNode create(JsonNode asked) {
    KeptByFake run =
        new KeptByFake(
            "r" + runs.size(),
            asked.get("experiment_id").asText(),
            asked.get("run_name").asText(),
            asked.get("start_time").asLong());
    asked.get("tags").forEach(tag -> run.tags.put(text(tag, "key"), text(tag, "value")));
    runs.add(run);
    return JSON.createObjectNode().set("run", json(run));
  }

  private KeptByFake run(JsonNode asked) throws RefusedException {
    return runs.stream()
        .filter(run -> run.id.equals(asked.get("run_id").asText()))
        .findFirst()
        .orElseThrow(() -> new RefusedException(404, "RESOURCE_DOES_NOT_EXIST", "No such run"));
  }

  private JsonNode log(JsonNode asked) throws RefusedException {
    KeptByFake run = run(asked);
    refuseTooMany(asked);
    for (JsonNode param : asked.path("params")) {
      requireName(text(param, "key"));
      String value = text(param, "value");
      String before = run.params.putIfAbsent(text(param, "key"), value);
      if (value.length() > maxParameter || (before != null && !before.equals(value))) {
        run.params.remove(text(param, "key"));
        throw new RefusedException(
            400, "INVALID_PARAMETER_VALUE", "Param value exceeds the limit, or is another one");
      }
    }
    asked.path("tags").forEach(tag -> run.tags.put(text(tag, "key"), text(tag, "value")));
    for (JsonNode metric : asked.path("metrics")) {
      requireName(text(metric, "key"));
      SentPoint point =
          new SentPoint(
              text(metric, "key"),
              stored(SentPoint.value(metric)),
              metric.get("timestamp").asLong(),
              metric.get("step").asInt());
      if (!run.points.contains(point)) {
        run.points.add(point);
      }
    }
    return JSON.createObjectNode();
  }

  private static void refuseTooMany(JsonNode asked) throws RefusedException {
    if (asked.path("metrics").size() > 1000
        || asked.path("params").size() > 100
        || asked.path("tags").size() > 100
        || asked.toString().length() > 1_000_000) {
      throw new RefusedException(400, "INVALID_PARAMETER_VALUE", "A batch of too much");
    }
  }

  private static void requireName(String name) throws RefusedException {
    if (!NAME.matcher(name).matches() || name.length() > 250 || name.startsWith("/")) {
      throw new RefusedException(400, "INVALID_PARAMETER_VALUE", "Invalid name: " + name);
    }
  }

  /** There are no infinities in SQL. */
  private static double stored(double value) {
    return Double.isInfinite(value) ? Math.copySign(Double.MAX_VALUE, value) : value;
  }

  private JsonNode update(JsonNode asked) throws RefusedException {
    KeptByFake run = run(asked);
    run.status = asked.get("status").asText();
    run.end = asked.path("end_time").asLong(run.end);
    return JSON.createObjectNode().set("run_info", json(run).get("info"));
  }

  private JsonNode history(JsonNode asked) throws RefusedException {
    List<SentPoint> all =
        run(asked).points.stream()
            .filter(point -> point.key().equals(asked.get("metric_key").asText()))
            .toList();
    int from = asked.path("page_token").asInt(0);
    int to = Math.min(from + PAGE, all.size());
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode page = answer.putArray("metrics");
    all.subList(from, to).forEach(point -> page.add(JSON.valueToTree(point.json())));
    if (to < all.size()) {
      answer.put("next_page_token", Integer.toString(to));
    }
    return answer;
  }

  private static JsonNode json(KeptByFake run) {
    ObjectNode json = JSON.createObjectNode();
    json.putObject("info")
        .put("run_id", run.id)
        .put("status", run.status)
        .put("start_time", run.start)
        .put("end_time", run.end);
    ObjectNode data = json.putObject("data");
    ArrayNode tags = data.putArray("tags");
    run.tags.forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
    ArrayNode metrics = data.putArray("metrics");
    run.points.stream()
        .map(SentPoint::key)
        .distinct()
        .forEach(key -> metrics.addObject().put("key", key));
    return json;
  }

  private static String text(JsonNode node, String field) {
    return node.get(field).asText();
  }
}
