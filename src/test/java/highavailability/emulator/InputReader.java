package highavailability.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Really reads a job's input: over HTTP, or from an input asset's container. */
final class InputReader {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration DOWNLOAD_TIMEOUT = Duration.ofMinutes(5);

  private final Assets assets;
  private final RegionStorage storage;
  private final Path directory;
  private final HttpClient http;

  InputReader(Assets assets, RegionStorage storage, Path directory, Executor executor) {
    this.assets = assets;
    this.storage = storage;
    this.directory = directory;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(executor)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  static boolean isAbsolute(String url) {
    return url.regionMatches(true, 0, "http://", 0, 7)
        || url.regionMatches(true, 0, "https://", 0, 8);
  }

  /** All files of the input, one after the other. */
  StagedInput read(JsonNode input) throws InputFailure {
    try {
      List<Source> sources = new ArrayList<>();
      collect(input, sources);
      if (sources.isEmpty()) {
        throw new InputFailure(JobError.downloadNotAccessible("The input asset holds no files."));
      }
      Path staged = Files.createTempFile(directory, "input", ".tmp");
      try {
        for (Source source : sources) {
          append(source, staged);
        }
        return new StagedInput(staged, sources.get(0).baseName());
      } catch (InputFailure | IOException | RuntimeException e) {
        Files.deleteIfExists(staged);
        throw e;
      }
    } catch (IOException e) {
      throw new InputFailure(JobError.downloadTransient(e.toString()));
    }
  }

  private void collect(JsonNode input, List<Source> sources) throws InputFailure {
    switch (input.path("@odata.type").asText().substring(JobDefinition.PREFIX.length())) {
      case "JobInputAsset" -> collectAsset(input, sources);
      case "JobInputs", "JobInputSequence" -> {
        for (JsonNode one : input.path("inputs")) {
          collect(one, sources);
        }
      }
      default -> {
        for (JsonNode file : input.path("files")) {
          sources.add(new HttpSource(url(input.path("baseUri").asText(""), file.asText())));
        }
      }
    }
  }

  private void collectAsset(JsonNode input, List<Source> sources) throws InputFailure {
    String assetName = input.path("assetName").asText();
    try {
      String container = assets.containerOf(assetName);
      if (input.path("files").isEmpty()) {
        storage.blobNames(container).forEach(blob -> sources.add(new BlobSource(container, blob)));
      }
      input.path("files").forEach(file -> sources.add(new BlobSource(container, file.asText())));
    } catch (ArmError e) {
      throw notAccessible("asset '" + assetName + "'", e);
    } catch (StorageFailure e) {
      throw unreadable("asset '" + assetName + "'", e);
    }
  }

  private void append(Source source, Path staged) throws InputFailure, IOException {
    Path part = Files.createTempFile(directory, "part", ".tmp");
    try {
      // The download of a blob wants to make its target itself.
      Files.delete(part);
      source.download(part);
      if (Files.size(part) == 0) {
        throw new InputFailure(JobError.contentMalformed("'" + source.name() + "' is empty."));
      }
      try (OutputStream out = Files.newOutputStream(staged, StandardOpenOption.APPEND)) {
        Files.copy(part, out);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String url(String baseUri, String file) {
    if (isAbsolute(file)) {
      return file;
    }
    return baseUri + (baseUri.endsWith("/") ? "" : "/") + file;
  }

  private static InputFailure notAccessible(String what, Exception cause) {
    return new InputFailure(JobError.downloadNotAccessible(what + ": " + cause.getMessage()));
  }

  private static InputFailure unreadable(String what, StorageFailure cause) {
    return cause.isRefused()
        ? notAccessible(what, cause)
        : new InputFailure(JobError.downloadTransient(what + ": " + cause.getMessage()));
  }

  private interface Source {

    String name();

    void download(Path target) throws InputFailure, IOException;

    default String baseName() {
      String name = name().substring(name().lastIndexOf('/') + 1);
      int dot = name.lastIndexOf('.');
      String base = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9_-]", "_");
      return base.isEmpty() ? "input" : base;
    }
  }

  private final class BlobSource implements Source {

    private final String container;
    private final String blob;

    BlobSource(String container, String blob) {
      this.container = container;
      this.blob = blob;
    }

    @Override
    public String name() {
      return blob;
    }

    @Override
    public void download(Path target) throws InputFailure {
      try {
        storage.download(container, blob, target);
      } catch (StorageFailure e) {
        throw unreadable("'" + blob + "'", e);
      }
    }
  }

  private final class HttpSource implements Source {

    private final String url;

    HttpSource(String url) {
      this.url = url;
    }

    @Override
    public String name() {
      return URLDecoder.decode(withoutQuery(), StandardCharsets.UTF_8);
    }

    @Override
    public void download(Path target) throws InputFailure {
      CompletableFuture<HttpResponse<Path>> answer = null;
      try {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(url.replace(" ", "%20")))
                .timeout(DOWNLOAD_TIMEOUT)
                .build();
        answer =
            http.sendAsync(
                request,
                head ->
                    head.statusCode() == 200
                        ? BodyHandlers.ofFile(target).apply(head)
                        : BodySubscribers.replacing(target));
        // The request's own timeout ends with the headers; this one covers the body, too.
        int status = answer.get(DOWNLOAD_TIMEOUT.toSeconds(), TimeUnit.SECONDS).statusCode();
        if (status != 200) {
          throw new InputFailure(
              JobError.downloadNotAccessible(withoutQuery() + " answered " + status + "."));
        }
      } catch (IllegalArgumentException e) {
        throw new InputFailure(
            JobError.downloadNotAccessible(withoutQuery() + " is not a valid URL."));
      } catch (ExecutionException e) {
        throw notAccessible(withoutQuery(), e);
      } catch (TimeoutException e) {
        answer.cancel(true);
        throw new InputFailure(JobError.downloadTransient(withoutQuery() + " took too long."));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        answer.cancel(true);
        throw new InputFailure(JobError.downloadTransient("The emulator was closed."));
      }
    }

    /** A query may be a SAS, which must not show up in an error. */
    private String withoutQuery() {
      return url.replaceAll("[?#].*", "");
    }
  }
}
