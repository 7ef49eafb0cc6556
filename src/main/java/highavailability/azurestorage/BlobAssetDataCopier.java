package highavailability.azurestorage;

import com.azure.core.credential.TokenCredential;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobItem;
import highavailability.jobs.AssetDataCopier;
import highavailability.jobs.AssetDataException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lets the storage service of the target fetch the blobs of the source; no byte goes through the
 * app. All it knows is in the two containers, so a call goes on from wherever an earlier one died.
 */
public final class BlobAssetDataCopier implements AssetDataCopier {
  private static final int MAX_PARALLEL_STARTS = 16;
  private static final int IDLE_SECONDS = 30;

  private final Function<String, StorageSecret> secrets;
  private final Supplier<TokenCredential> credential;
  private final Clock clock;
  private final Map<StorageSecret, BlobServiceClient> services = new ConcurrentHashMap<>();
  private final Executor executor = newExecutor();

  /**
   * Copies between storage accounts of instances.
   *
   * @param secrets gives the storage secret of a Media Services account, by the account's name; a
   *     connection string must hold the account key
   * @param credential asked for only when a secret is a service URI
   * @param clock the real time, which the storage service checks signatures against
   */
  public BlobAssetDataCopier(
      Function<String, StorageSecret> secrets, Supplier<TokenCredential> credential, Clock clock) {
    this.secrets = secrets;
    this.credential = credential;
    this.clock = clock;
  }

  @Override
  public Progress copy(Container source, Container target) {
    if (source.equals(target)) {
      throw new IllegalArgumentException(
          "Container "
              + source.containerName()
              + " of "
              + source.accountName()
              + " cannot be copied onto itself.");
    }
    AssetContainer from = open(source);
    AssetContainer to = open(target);
    List<BlobItem> blobs =
        from.list()
            .orElseThrow(
                () ->
                    new AssetDataException(
                        source.accountName(),
                        "Container " + from.name() + " does not exist.",
                        null));
    Map<String, BlobItem> copies = byName(listOrCreate(to));
    List<BlobItem> missing =
        blobs.stream().filter(b -> stateOf(b, copies) == CopyState.MISSING).toList();
    if (missing.isEmpty()) {
      return progress(blobs, copies);
    }
    startAll(missing, from, to);
    return progress(blobs, byName(to.list().orElse(List.of())));
  }

  private void startAll(List<BlobItem> blobs, AssetContainer from, AssetContainer to) {
    String sas = from.readSas(clock);
    // An account that refuses one blob refuses all; a thousand timeouts would outlast the caller.
    AtomicBoolean failed = new AtomicBoolean();
    CompletableFuture<?>[] starts =
        blobs.stream()
            .map(
                blob ->
                    CompletableFuture.runAsync(
                        () -> {
                          if (failed.get()) {
                            return;
                          }
                          try {
                            to.startCopy(from, blob, sas);
                          } catch (RuntimeException e) {
                            failed.set(true);
                            throw e;
                          }
                        },
                        executor))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(starts).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof AssetDataException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static List<BlobItem> listOrCreate(AssetContainer container) {
    Optional<List<BlobItem>> blobs = container.list();
    if (blobs.isEmpty()) {
      container.createIfMissing();
    }
    return blobs.orElse(List.of());
  }

  private static Progress progress(List<BlobItem> blobs, Map<String, BlobItem> copies) {
    long complete = blobs.stream().filter(b -> stateOf(b, copies) == CopyState.COMPLETE).count();
    return new Progress(blobs.size(), Math.toIntExact(complete));
  }

  private static CopyState stateOf(BlobItem blob, Map<String, BlobItem> copies) {
    return CopyState.of(blob, Optional.ofNullable(copies.get(blob.getName())));
  }

  private static Map<String, BlobItem> byName(List<BlobItem> blobs) {
    return blobs.stream().collect(Collectors.toMap(BlobItem::getName, Function.identity()));
  }

  private AssetContainer open(Container container) {
    StorageSecret secret = secrets.apply(container.accountName());
    if (secret.holdsSharedAccessSignature()) {
      throw new IllegalArgumentException(
          "Secret "
              + secret.name()
              + " holds a shared access signature; copying needs a connection string with AccountKey, or a service URI.");
    }
    BlobServiceClient service =
        services.computeIfAbsent(secret, s -> StorageClients.blobs(s, credential));
    return new AssetContainer(container, service, secret.isServiceUri());
  }

  private static Executor newExecutor() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MAX_PARALLEL_STARTS,
            MAX_PARALLEL_STARTS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "asset-data-copier");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
