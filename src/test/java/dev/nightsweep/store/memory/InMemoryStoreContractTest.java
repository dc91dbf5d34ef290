package dev.nightsweep.store.memory;

import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreContract;

/** The contract, kept in memory. */
class InMemoryStoreContractTest extends StoreContract {
  private final Store store = new InMemoryStore();

  @Override
  protected Store store() {
    return store;
  }

  @Override
  protected Store anotherStore() {
    return new InMemoryStore();
  }
}
