package highavailability.jobs;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds out whether the storage can be used as the app uses it. Nothing is left behind: what is
 * written to does not exist, and the service's answer tells whether it might have been written. No
 * method throws for what it finds.
 */
public interface StorageChecks {
  /** The queues that the app needs, poison queues too. */
  List<String> queueNames();

  /** The tables that the app needs. */
  List<String> tableNames();

  /** Whether a queue is there, and can be read and written to. */
  Result queue(String name);

  /** Whether a table is there, and can be read and written to. */
  Result table(String name);

  /** Whether the blobs of an instance's assets can be read and written. */
  Result assetStorage(String accountName);

  /** What was found. */
  enum State {
    /** All is well. */
    OK,
    /** The queue or table does not exist. */
    MISSING,
    /** The service lets this identity or key not do it. */
    FORBIDDEN,
    /** The service gives no answer. */
    UNREACHABLE,
    /** See the detail. */
    OTHER
  }

  /**
   * What was found.
   *
   * @param state in a word
   * @param host of the storage service; empty when the secret does not even name one
   * @param detail what went wrong, as one line without secrets; empty when nothing did
   * @param role that the identity needs; empty when a key signs in
   */
  record Result(State state, String host, String detail, Optional<String> role) {
    /** Rejects nulls. */
    public Result {
      Objects.requireNonNull(state, "state");
      Objects.requireNonNull(host, "host");
      Objects.requireNonNull(detail, "detail");
      Objects.requireNonNull(role, "role");
    }
  }
}
