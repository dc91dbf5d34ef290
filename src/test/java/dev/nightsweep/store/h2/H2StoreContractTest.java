package dev.nightsweep.store.h2;

import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreContract;
import dev.nightsweep.store.Views;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, kept by a database in a file. */
class H2StoreContractTest extends StoreContract {
  @RegisterExtension final FreshDatabase databases = new FreshDatabase();

  private H2Store store;

  @BeforeEach
  void open() {
    store = databases.store();
  }

  @Override
  protected Store store() {
    return store;
  }

  @Override
  protected Store anotherStore() {
    return databases.store();
  }

  @Override
  protected Map<String, List<String>> everything(Store other) {
    Map<String, List<String>> all = super.everything(other);
    all.putAll(Views.dump(other));
    return all;
  }
}
