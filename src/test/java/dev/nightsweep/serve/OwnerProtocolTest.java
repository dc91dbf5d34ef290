package dev.nightsweep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What another process asks of an owner arrives as it was meant, and so does the answer. */
class OwnerProtocolTest {
  @TempDir private Path folder;
  private final FakeOwner owner = new FakeOwner();
  private CommandServer server;
  private OwnerClient client;

  @BeforeEach
  void start() throws IOException {
    ResultsFolder results = new ResultsFolder(folder);
    server = CommandServer.start(results, owner);
    client = new OwnerClient(Json.read(Files.readString(results.owner()), OwnerFile.class));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatTheOwnerIsToldAndAnswersArrivesWhole() {
    assertThat(client.status()).isEqualTo(owner.status());
    List<Object> commands =
        List.of(
            new OwnerCommands.Steer(OwnerCommands.Wish.PAUSE, Optional.of("s")),
            new OwnerCommands.Enqueue(
                "/tmp/a b/ü.yaml",
                new TreeMap<>(Map.of("ablation.metrics_from", "wandb")),
                true,
                new OwnerCommands.Same(true, true),
                true,
                false,
                OptionalInt.of(12),
                true),
            new OwnerCommands.Resume(
                Optional.empty(), false, true, OptionalInt.empty(), false, true),
            new OwnerCommands.Import("/x.json"),
            new OwnerCommands.Delete("s-5"),
            new OwnerCommands.Verify(Optional.empty()));
    owner.asked.clear();
    assertThat(client.steer((OwnerCommands.Steer) commands.get(0)).underWay()).isEqualTo(2);
    assertThat(client.enqueue((OwnerCommands.Enqueue) commands.get(1)).behind()).contains("s-1");
    assertThat(client.resume((OwnerCommands.Resume) commands.get(2)).resumed()).isTrue();
    assertThat(client.importSweep((OwnerCommands.Import) commands.get(3)).sweepId())
        .isEqualTo("s-4");
    assertThat(client.delete((OwnerCommands.Delete) commands.get(4)).runs()).isEmpty();
    assertThat(client.verify((OwnerCommands.Verify) commands.get(5)).defects()).hasSize(1);
    assertThat(owner.asked).isEqualTo(commands);
  }

  /** It says nothing of what became a part of the request since. */
  @Test
  void whatAClientOfAnEarlierVersionAsksIsUnderstood() throws IOException {
    OwnerRequests.Answer answer =
        new OwnerRequests(owner)
            .answer(
                OwnerRequests.ENQUEUE,
                "{\"spec\": \"/s.yaml\", \"fresh\": true, \"untilSettled\": false}");
    assertThat(answer.isError()).as(answer.json()).isFalse();
    assertThat(owner.asked)
        .containsExactly(
            new OwnerCommands.Enqueue(
                "/s.yaml",
                new TreeMap<>(),
                true,
                OwnerCommands.Same.NOTHING,
                false,
                false,
                OptionalInt.empty(),
                false));
  }

  @ParameterizedTest
  @EnumSource(UserErrorException.Kind.class)
  void aRefusalKeepsItsKindAndItsWords(UserErrorException.Kind kind) {
    owner.refusal = Optional.of(new UserErrorException(kind, "not now, “please”"));
    assertThatThrownBy(() -> client.delete(new OwnerCommands.Delete("s")))
        .isInstanceOfSatisfying(UserErrorException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessage("not now, “please”");
  }
}
