package dev.nightsweep.store.h2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Fixtures;
import dev.nightsweep.store.StoreException;
import dev.nightsweep.store.StoreOutdatedException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No database file that somebody else made runs anything when it is opened. */
class StoredDefinitionsTest {
  @RegisterExtension final FreshDatabase databases = new FreshDatabase();

  /** What ran that should not have. */
  static final AtomicInteger RAN = new AtomicInteger();

  /** Called by hostile definitions. */
  public static int ran() {
    return RAN.incrementAndGet();
  }

  @Test
  void aNewDatabaseHoldsTheKnownDefinitionsAndIndexingChangesNone() throws IOException {
    Path folder = databases.folder();
    try (H2Store store = H2Store.open(folder)) {
      for (int sweep = 0; sweep < 40; sweep++) { // enough rows for H2 to analyse the tables
        store.index(Fixtures.journals("sweep-" + sweep));
      }
    }
    assertThat(String.join("\n", StoredDefinitions.of(file(folder))))
        .as("definitions.txt in src/main/resources must be what follows here")
        .isEqualTo(
            Files.readString(
                    Path.of("src/main/resources/dev/nightsweep/store/h2/definitions.txt"), UTF_8)
                .strip());
    assertThat(StoredDefinitions.originOf(file(folder)))
        .isEqualTo(StoredDefinitions.Origin.THIS_SCRIPT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TRIGGER nightsweep.evil BEFORE INSERT ON nightsweep.sweep AS $$"
            + " org.h2.api.Trigger create() {"
            + " dev.nightsweep.store.h2.StoredDefinitionsTest.ran(); return null; } $$",
        "CREATE ALIAS evil AS $$ int evil() { return 1; } $$",
        "CREATE ALIAS evil FOR \"dev.nightsweep.store.h2.StoredDefinitionsTest.ran\"",
        "CREATE ALIAS evil FOR \"dev.nightsweep.store.h2.StoredDefinitionsTest.ran\";"
            + " CREATE CONSTANT one VALUE evil()",
        "CREATE ALIAS nightsweep.evil FOR \"dev.nightsweep.store.h2.StoredDefinitionsTest.ran\";"
            + " ALTER TABLE nightsweep.sweep ADD x INTEGER DEFAULT nightsweep.evil()",
        "CREATE ALIAS evil FOR \"dev.nightsweep.store.h2.StoredDefinitionsTest.ran\";"
            + " CREATE OR REPLACE VIEW public.sweeps AS SELECT evil() AS sweep_id",
        "CREATE AGGREGATE evil FOR \"dev.nightsweep.store.h2.StoredDefinitionsTest\"",
        "CREATE DOMAIN evil AS VARCHAR DEFAULT FILE_READ('/etc/passwd', NULL)",
        "CREATE DOMAIN evil AS VARCHAR CHECK (LENGTH(FILE_READ('/etc/passwd')) > 0)",
        "ALTER TABLE nightsweep.note ADD x VARCHAR GENERATED ALWAYS AS (FILE_READ('/etc/passwd', NULL))",
        "ALTER TABLE nightsweep.note ADD CONSTRAINT x CHECK (LENGTH(FILE_READ('/etc/passwd')) > 0)",
        "CREATE VIEW evil AS SELECT * FROM CSVREAD('/etc/passwd')",
        "CREATE OR REPLACE VIEW public.arms AS SELECT * FROM CSVREAD('/etc/passwd')",
        "CREATE LINKED TABLE evil('org.h2.Driver', 'jdbc:h2:mem:evil;INIT=CREATE ALIAS IF NOT EXISTS"
            + " ran FOR \"dev.nightsweep.store.h2.StoredDefinitionsTest.ran\"\\;CALL ran()', '', '',"
            + " 'INFORMATION_SCHEMA.TABLES')",
        "CREATE MATERIALIZED VIEW evil AS SELECT 1 AS one",
        "CREATE SYNONYM evil FOR nightsweep.sweep",
        "CREATE SEQUENCE evil",
        "CREATE TABLE evil(x JAVA_OBJECT)",
        "CREATE INDEX evil ON nightsweep.sweep(name)",
        "CREATE ROLE evil; GRANT evil TO reader",
        "GRANT ALL ON SCHEMA nightsweep TO reader",
        "GRANT ALTER ANY SCHEMA TO reader",
        "ALTER USER reader ADMIN TRUE",
        "CREATE USER evil PASSWORD '' ADMIN",
        "COMMENT ON TABLE nightsweep.sweep IS 'evil'",
        "SET IGNORECASE TRUE",
        "SET DEFAULT_TABLE_TYPE 0",
        "SET DB_CLOSE_DELAY -1",
        "SET DATABASE_EVENT_LISTENER 'dev.nightsweep.store.h2.StoredDefinitionsTest'",
        "SET ALLOW_LITERALS NONE",
        "SET MAX_LOG_SIZE 7",
        "DROP TABLE nightsweep.version; CREATE TABLE nightsweep.version(version INTEGER, script VARCHAR)"
      })
  void aFileThatDefinesAnythingElseIsNotOpened(String statements) throws SQLException {
    Path folder = indexed();
    try (Connection connection = owner(folder);
        Statement statement = connection.createStatement()) {
      statement.execute("SET DB_CLOSE_DELAY 0");
      statement.execute(statements);
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      // The connection closes twice; or the statement itself fails, but is stored.
    }
    RAN.set(0);
    assertRefused(folder);
    assertThat(RAN).hasValue(0);
  }

  private void assertRefused(Path folder) {
    assertThatThrownBy(() -> databases.store(folder))
        .isInstanceOf(StoreOutdatedException.class)
        .hasMessageContaining("not made by this version")
        .hasMessageContaining("nightsweep rebuild");
  }

  /** Of whatever class a file says that its maps are of, H2 makes an object. */
  @Test
  void aFileThatNamesAForeignClassIsNotOpened() {
    Path folder = indexed();
    try (MVStore store = MVStore.open(file(folder).toString())) {
      MVMap<String, String> types =
          store.openMap(
              "_",
              new MVMap.Builder<String, String>()
                  .keyType(StringDataType.INSTANCE)
                  .valueType(new ClassName()));
      types.clear();
      types.put("1", HostileType.class.getName());
    }
    RAN.set(0);
    assertRefused(folder);
    assertThat(RAN).hasValue(0);
  }

  /** Transactions that a file says were prepared are Java objects, which H2 reads. */
  @Test
  void aFileWithSerializedObjectsIsNotOpened() {
    Path folder = indexed();
    try (MVStore store = MVStore.open(file(folder).toString())) {
      store
          .openMap("openTransactions", new MVMap.Builder<Integer, Object>())
          .put(1, new Object[] {1, new HostileObject()});
    }
    RAN.set(0);
    assertRefused(folder);
    assertThat(RAN).hasValue(0);
  }

  /** What H2 would undo after it has looked at the definitions might be new definitions. */
  @Test
  void aFileWithAnUnfinishedTransactionIsNotOpened() {
    Path folder = indexed();
    try (MVStore store = MVStore.open(file(folder).toString())) {
      store
          .openMap(
              "undoLog.1", new MVMap.Builder<Long, byte[]>().valueType(ByteArrayDataType.INSTANCE))
          .put(1L << 40, new byte[10]);
    }
    assertRefused(folder);
  }

  /** Where the database is missing, H2 takes such a file for what a compaction has left. */
  @Test
  void aFileThatLiesInWaitForTheDatabaseIsNotOpened() throws Exception {
    Path folder = indexed();
    try (Connection connection = owner(folder);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE VIEW evil AS SELECT 1 AS one");
    }
    Files.move(file(folder), folder.resolve("nightsweep.mv.db.newFile"));
    assertRefused(folder);
  }

  @Test
  void aNewerFileWithOtherDefinitionsIsNotTakenForAnOlderOne() throws SQLException {
    Path folder = indexed();
    try (Connection connection = owner(folder);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE nightsweep.more(x INTEGER);"
              + " UPDATE nightsweep.version SET version = version + 1");
    }
    assertThatThrownBy(() -> H2Store.open(folder))
        .isInstanceOf(StoreException.class)
        .isNotInstanceOf(StoreOutdatedException.class)
        .hasMessageContaining("newer Nightsweep");
  }

  /** Writes the name of a class as H2 does. */
  private static final class ClassName extends BasicDataType<String> {
    @Override
    public int getMemory(String name) {
      return name.length();
    }

    @Override
    public void write(WriteBuffer buffer, String name) {
      buffer.putVarInt(name.length()).putStringData(name, name.length());
    }

    @Override
    public String read(java.nio.ByteBuffer buffer) {
      byte[] rest = new byte[buffer.remaining()];
      buffer.get(rest);
      return "";
    }

    @Override
    public String[] createStorage(int size) {
      return new String[size];
    }
  }

  /** Does harm when it is made. */
  public static final class HostileType {
    public HostileType() {
      ran();
    }
  }

  /** Does harm when it is read. */
  static final class HostileObject implements Serializable {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) {
      ran();
    }
  }

  private Path indexed() {
    Path folder = databases.folder();
    try (H2Store store = H2Store.open(folder)) {
      store.index(Fixtures.journals(Fixtures.SWEEP));
    }
    return folder;
  }

  private static Path file(Path folder) {
    return folder.resolve("nightsweep.mv.db");
  }

  private static Connection owner(Path folder) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:h2:file:" + folder.resolve("nightsweep"), Database.OWNER, "");
  }
}
