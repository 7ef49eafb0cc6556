package highavailability.azurestorage;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableServiceClient;
import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.data.tables.models.TableEntityUpdateMode;
import com.azure.data.tables.models.TableErrorCode;
import com.azure.data.tables.models.TableServiceException;
import com.azure.data.tables.models.TableTransactionAction;
import com.azure.data.tables.models.TableTransactionActionType;
import com.azure.data.tables.models.TableTransactionFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One table. It is created by the first write that finds it missing, which costs nothing once it is
 * there; for reads a missing table is an empty one.
 */
final class Table {
  /** The service's limit for one transaction. */
  private static final int MAX_TRANSACTION = 100;

  private static final Duration LIST_TIMEOUT = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final TableServiceClient service;
  private final TableClient client;
  private final String name;

  Table(TableServiceClient service, String name) {
    this.service = service;
    this.client = service.getTableClient(name);
    this.name = name;
  }

  /** Tells whether it was missing. */
  boolean createIfMissing() {
    try {
      service.createTable(name);
      return true;
    } catch (TableServiceException e) {
      return emptyWhen(CONFLICT, e).isPresent();
    }
  }

  Optional<Row> find(String partitionKey, String rowKey) {
    try {
      return Optional.of(
          Row.of(
              client
                  .getEntityWithResponse(partitionKey, rowKey, null, null, Context.NONE)
                  .getValue()));
    } catch (TableServiceException e) {
      return emptyWhen(NOT_FOUND, e);
    }
  }

  List<Row> listAll() {
    return list(new ListEntitiesOptions());
  }

  List<Row> list(String filter) {
    return list(new ListEntitiesOptions().setFilter(filter));
  }

  private List<Row> list(ListEntitiesOptions options) {
    try {
      return client.listEntities(options, LIST_TIMEOUT, Context.NONE).stream()
          .map(Row::of)
          .toList();
    } catch (HttpResponseException e) {
      // Listing alone does not wrap what the service answers.
      return Table.<List<Row>>emptyWhen(NOT_FOUND, e).orElse(List.of());
    }
  }

  /**
   * Adds a row.
   *
   * @return its version, or empty when there is a row of that key
   */
  Optional<String> insert(Row row) {
    try {
      return Optional.of(
          creatingTable(
              () -> etag(client.createEntityWithResponse(row.entity(), null, Context.NONE))));
    } catch (TableServiceException e) {
      // A table that is being deleted answers 409 as well.
      if (e.getValue() == null
          || !TableErrorCode.ENTITY_ALREADY_EXISTS.equals(e.getValue().getErrorCode())) {
        throw e;
      }
      return emptyWhen(CONFLICT, e);
    }
  }

  /**
   * Replaces a row whose version is that of the given one: its other properties vanish.
   *
   * @return its new version, or empty when it has another version, or is gone
   */
  Optional<String> replace(Row row) {
    try {
      return Optional.of(
          etag(
              client.updateEntityWithResponse(
                  row.entity(), TableEntityUpdateMode.REPLACE, true, null, Context.NONE)));
    } catch (TableServiceException e) {
      return status(e) == NOT_FOUND ? Optional.empty() : emptyWhen(PRECONDITION_FAILED, e);
    }
  }

  /** Sets the given properties and leaves the row's other ones alone; adds the row if missing. */
  void upsert(Row row) {
    creatingTable(
        () ->
            client.upsertEntityWithResponse(
                row.entity(), TableEntityUpdateMode.MERGE, null, Context.NONE));
  }

  /**
   * Sets the given properties of a row that exists, and leaves its other ones alone.
   *
   * @return false when there is no such row
   */
  boolean merge(Row row) {
    try {
      client.updateEntityWithResponse(
          row.entity(), TableEntityUpdateMode.MERGE, false, null, Context.NONE);
      return true;
    } catch (TableServiceException e) {
      return emptyWhen(NOT_FOUND, e).isPresent();
    }
  }

  /** Removes a row; no error when there is none. */
  void delete(String partitionKey, String rowKey) {
    try {
      client.deleteEntityWithResponse(
          Row.at(partitionKey, rowKey).entity(), false, null, Context.NONE);
    } catch (TableServiceException e) {
      emptyWhen(NOT_FOUND, e);
    }
  }

  /** Writes rows of one partition, as few calls as possible. Not atomic. */
  void upsertAll(List<Row> rows) {
    for (int i = 0; i < rows.size(); i += MAX_TRANSACTION) {
      upsertTogether(rows.subList(i, Math.min(i + MAX_TRANSACTION, rows.size())));
    }
  }

  private void upsertTogether(List<Row> rows) {
    if (rows.size() == 1) {
      upsert(rows.get(0));
      return;
    }
    List<TableTransactionAction> actions =
        rows.stream()
            .map(
                row ->
                    new TableTransactionAction(
                        TableTransactionActionType.UPSERT_MERGE, row.entity()))
            .toList();
    try {
      creatingTable(() -> client.submitTransactionWithResponse(actions, null, Context.NONE));
    } catch (TableTransactionFailedException e) {
      // One row that the service refuses must not take the others with it.
      rows.forEach(this::upsert);
    }
  }

  private <T> T creatingTable(Supplier<T> write) {
    try {
      return write.get();
    } catch (TableServiceException e) {
      if (status(e) != NOT_FOUND) {
        throw e;
      }
      createIfMissing();
      return write.get();
    }
  }

  private static <T> Optional<T> emptyWhen(int status, HttpResponseException e) {
    if (status(e) == status) {
      return Optional.empty();
    }
    throw e;
  }

  private static int status(HttpResponseException e) {
    return e.getResponse() == null ? 0 : e.getResponse().getStatusCode();
  }

  /**
   * The version as a later read gives it and as a condition must hold it. The SDK takes quotes off
   * the header, even the last one of a weak version, whose first it leaves.
   */
  static String etag(Response<?> response) {
    String etag = response.getHeaders().getValue(HttpHeaderName.ETAG);
    if (etag == null || etag.endsWith("\"")) {
      return Objects.requireNonNull(etag, "The table's answer has no ETag");
    }
    return etag.startsWith("W/\"") ? etag + "\"" : "\"" + etag + "\"";
  }
}
