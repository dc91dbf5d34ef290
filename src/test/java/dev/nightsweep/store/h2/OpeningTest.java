package dev.nightsweep.store.h2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Fixtures;
import dev.nightsweep.store.StoreBusyException;
import dev.nightsweep.store.StoreException;
import dev.nightsweep.store.StoreOutdatedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files can be opened, and what is said of the others. */
class OpeningTest {
  @RegisterExtension final FreshDatabase databases = new FreshDatabase();

  @Test
  void whatWasIndexedIsThereAfterReopening() {
    Path folder = databases.folder().resolve("new").resolve("results");
    try (H2Store store = H2Store.open(folder)) {
      store.index(Fixtures.journals(Fixtures.SWEEP));
    }
    assertThat(folder.toFile().list()).containsExactly("nightsweep.mv.db");
    try (H2Store store = H2Store.open(folder)) {
      assertThat(store.runs(Fixtures.SWEEP)).hasSize(6);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space ",
        "ünïcödé",
        "a,b=c",
        "50%25",
        "#?&",
        "it's \"quoted\"",
        "nio:x",
        "~",
        "-"
      })
  void folderNamesMayBeUnusual(String name) {
    Path folder = databases.folder().resolve(name);
    databases.store(folder).index(Fixtures.journals(Fixtures.SWEEP));
    assertThat(folder.resolve("nightsweep.mv.db")).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a;b", "a;INIT=CREATE SCHEMA injected", ";WRITE_DELAY=500", "a\\;b", "a\\b"})
  void aFolderNameThatH2WouldMisreadIsRefused(String name) {
    Path parent = databases.folder();
    assertThatThrownBy(() -> H2Store.open(parent.resolve(name)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("choose another");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(databases.folder().resolve("results"), "text");
    assertThatThrownBy(() -> H2Store.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aDatabaseThatIsAFolderIsRefused() throws IOException {
    Path folder = databases.folder();
    Files.createDirectory(folder.resolve("nightsweep.mv.db"));
    assertThatThrownBy(() -> H2Store.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("nightsweep.mv.db");
  }

  @Test
  void anEmptyFileIsRefusedAndStaysAsItIs() throws IOException {
    Path folder = databases.folder();
    Path file = Files.createFile(folder.resolve("nightsweep.mv.db"));
    assertThatThrownBy(() -> H2Store.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is empty")
        .hasMessageContaining("from the journals");
    assertThat(file).isEmptyFile();
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    Path folder = indexed();
    Path file = folder.resolve("nightsweep.mv.db");
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.write(new byte[8192]); // both copies of the header
    }
    assertThatThrownBy(() -> H2Store.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("from the journals");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws IOException {
    Path folder = databases.folder();
    Files.writeString(folder.resolve("nightsweep.mv.db"), "text\n".repeat(5_000));
    assertThatThrownBy(() -> H2Store.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("from the journals");
  }

  @Test
  void somebodyElsesDatabaseIsRefused() throws SQLException {
    Path folder = databases.folder();
    DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("nightsweep"), "sa", "").close();
    assertThatThrownBy(() -> H2Store.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not made by Nightsweep");
  }

  @Test
  void aFirstOpeningThatWasCutShortIsBegunAgain() throws SQLException {
    Path folder = databases.folder();
    try (Connection connection = owner(folder);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA nightsweep");
      statement.execute(
          "CREATE TABLE nightsweep.version(version INTEGER NOT NULL, script VARCHAR NOT NULL)");
    }
    try (H2Store store = H2Store.open(folder)) {
      store.index(Fixtures.journals(Fixtures.SWEEP));
      assertThat(store.sweeps()).hasSize(1);
    }
  }

  /** A kill between two statements, as far as the file can tell. */
  @Test
  void aFirstOpeningThatStoppedAfterAnyStatementIsBegunAgain() throws SQLException {
    List<String> statements = List.of(SchemaVersion.script().split("(?<=;)\\s*\n"));
    for (int done = 1; done <= statements.size(); done += 6) {
      Path folder = databases.folder();
      try (Connection connection = owner(folder);
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE SCHEMA nightsweep");
        statement.execute("SET SCHEMA nightsweep");
        for (String one : statements.subList(0, done)) {
          statement.execute(one);
        }
      }
      try (H2Store store = H2Store.open(folder)) {
        store.index(Fixtures.journals(Fixtures.SWEEP));
        assertThat(store.runs(Fixtures.SWEEP)).as("after %d statements", done).hasSize(6);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE nightsweep.version SET version = version - 1",
        "UPDATE nightsweep.version SET script = 'edited since'",
        // As Flyway left it, which made version 1.
        "DROP TABLE nightsweep.version; CREATE TABLE nightsweep.\"schema_version\"(x INTEGER)"
      })
  void aDatabaseOfAnEarlierVersionIsToBeRebuiltAndStaysAsItIs(String change) throws Exception {
    Path folder = indexed();
    execute(folder, change);
    for (int opening = 0; opening < 2; opening++) {
      assertThatThrownBy(() -> H2Store.open(folder))
          .isInstanceOf(StoreOutdatedException.class)
          .hasMessageContaining("earlier version")
          .hasMessageContaining("nightsweep rebuild");
    }
    try (Connection connection = owner(folder);
        Statement statement = connection.createStatement();
        ResultSet runs = statement.executeQuery("SELECT COUNT(*) FROM nightsweep.run")) {
      assertThat(runs.next()).isTrue();
      assertThat(runs.getInt(1)).isEqualTo(6);
    }
  }

  @Test
  void aNewerDatabaseIsRefusedAndStaysAsItIs() throws SQLException {
    Path folder = indexed();
    execute(folder, "UPDATE nightsweep.version SET version = version + 1");
    assertThatThrownBy(() -> H2Store.open(folder))
        .isInstanceOf(StoreException.class)
        .isNotInstanceOf(StoreOutdatedException.class)
        .hasMessageContaining("newer Nightsweep")
        .hasMessageContaining("from the journals");
    execute(folder, "UPDATE nightsweep.version SET version = version - 1");
    try (H2Store store = H2Store.open(folder)) {
      assertThat(store.runs(Fixtures.SWEEP)).hasSize(6);
    }
  }

  @Test
  void aDatabaseOfAnyVersionCanBeHeldAndIsBusyMeanwhile() throws SQLException {
    Path folder = indexed();
    execute(folder, "UPDATE nightsweep.version SET version = version - 1");
    try (DatabaseHold hold = DatabaseHold.of(folder.resolve("nightsweep.mv.db"))) {
      assertThat(hold).isNotNull();
      assertThatThrownBy(() -> lock(folder.resolve("nightsweep.mv.db")))
          .isInstanceOf(OverlappingFileLockException.class);
    }
  }

  @Test
  void aDatabaseThatAnotherProcessHasOpenIsBusy() throws Exception {
    Path folder = databases.folder();
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = other.inputReader(UTF_8)) {
      assertThat(said.readLine()).isEqualTo("open");
      assertThatThrownBy(() -> H2Store.open(folder))
          .isInstanceOf(StoreBusyException.class)
          .hasMessageContaining("another process");
      other.getOutputStream().close();
      assertThat(other.waitFor()).isZero();
      H2Store.open(folder).close();
    } finally {
      other.destroyForcibly();
    }
  }

  /** Another process: opens the store and holds it until its standard input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (H2Store store = H2Store.open(Path.of(arguments[0]))) {
        System.out.println(store.sweeps().isEmpty() ? "open" : "not empty");
        while (System.in.read() >= 0) {
          // Until the end.
        }
      }
    }
  }

  /** A folder with a closed database in it. */
  private Path indexed() {
    Path folder = databases.folder();
    try (H2Store store = H2Store.open(folder)) {
      store.index(Fixtures.journals(Fixtures.SWEEP));
    }
    return folder;
  }

  private static Connection owner(Path folder) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:h2:file:" + folder.resolve("nightsweep"), Database.OWNER, "");
  }

  private static void execute(Path folder, String sql) throws SQLException {
    try (Connection connection = owner(folder);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void lock(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      assertThat(lock).isNull();
    }
  }
}
