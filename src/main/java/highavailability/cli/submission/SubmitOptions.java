package highavailability.cli.submission;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the command {@code submit} is told. */
final class SubmitOptions {
  private static final String FILE = "<file>";
  private static final String FROM = "--from";
  private static final String DIRECTORY = "--input-dir";
  private static final Set<String> ONE_JOB = Set.of(FILE, "--url", "--asset", "--inputs");
  private static final Duration DEFAULT_TIMEOUT = Duration.ofHours(2);

  @Parameters(
      arity = "0..1",
      paramLabel = FILE,
      description =
          "A video file of this machine; it is uploaded into the asset '<job name>-input' of one"
              + " instance.")
  Optional<Path> file;

  @Option(
      names = "--url",
      paramLabel = "<url>",
      description = "A video on the web, http or https; a SAS may follow.")
  Optional<String> url;

  @Option(
      names = "--asset",
      paramLabel = "<asset>",
      description = "An asset that one of the instances has.")
  Optional<String> asset;

  @Option(
      names = "--file-name",
      paramLabel = "<name>",
      description = "With --asset: a file of it that is to be read; repeatable. Default: all.")
  List<String> fileNames = new ArrayList<>();

  @Option(
      names = "--inputs",
      paramLabel = "<json file>",
      description = "The request's jobInputs in JSON, of any kind that Media Services knows.")
  Optional<Path> inputs;

  @Option(
      names = FROM,
      paramLabel = "<jsonl file>",
      description =
          "Many jobs: one complete request in JSON on each line; - reads standard input. All are"
              + " checked before the first is sent.")
  Optional<Path> from;

  @Option(
      names = DIRECTORY,
      paramLabel = "<directory>",
      description =
          "Many jobs: one for each file in it, named after the file; hidden ones are left out.")
  Optional<Path> directory;

  @Option(
      names = "--pattern",
      paramLabel = "<glob>",
      description = "With --input-dir: only files with such names, such as '*.mp4'.")
  Optional<String> pattern;

  @Option(
      names = "--prefix",
      paramLabel = "<text>",
      description = "With --input-dir: begins the jobs' names.")
  Optional<String> prefix;

  @Option(
      names = "--job-name",
      paramLabel = "<name>",
      description = "The job's name. Default with a file: the file's name; else it must be given.")
  Optional<String> jobName;

  @Option(
      names = "--transform",
      paramLabel = "<transform>",
      description = "The transform. Default: " + RequestMaker.DEFAULT_TRANSFORM + ".")
  Optional<String> transform;

  @Option(
      names = "--output-asset",
      paramLabel = "<asset>",
      description = "The asset to publish. Default: '<job name>-output'.")
  Optional<String> outputAsset;

  @Option(
      names = "--id",
      paramLabel = "<id>",
      description =
          "Your id of the request. A repeat of the request must carry the same one. Default: the"
              + " job's name.")
  Optional<String> id;

  @Option(
      names = "--instance",
      paramLabel = "<account>",
      description =
          "With files: the instance that they are uploaded to. The job may run at another one: the"
              + " app copies its input. Default: the next healthy one.")
  Optional<String> instance;

  @Option(
      names = "--no-check",
      description = "Does not ask the instances whether they have the transforms and input assets.")
  boolean noCheck;

  @Option(names = "--dry-run", description = "Checks and prints the requests, and sends nothing.")
  boolean dryRun;

  @Option(
      names = "--with-secrets",
      description = "With --dry-run: prints URLs with their queries, which may hold a SAS.")
  boolean withSecrets;

  @Option(
      names = "--wait",
      description =
          "Follows the jobs until they can be played or have failed; ends with 1 when one has"
              + " failed.")
  boolean await;

  @Option(
      names = "--timeout",
      paramLabel = "<duration>",
      description = "With --wait: how long to wait at most, in ISO 8601. Default: PT2H.")
  Optional<Duration> timeout;

  Duration longestWait() {
    return timeout.orElse(DEFAULT_TIMEOUT);
  }

  /** What is wrong with the options together. */
  Optional<String> problem() {
    List<String> sources = sources();
    if (sources.size() != 1) {
      return Optional.of(
          "Give one input, "
              + (sources.isEmpty() ? "" : "not " + String.join(" and ", sources) + ": ")
              + "a file, --url, --asset, --inputs, --from or --input-dir.");
    }
    String source = sources.get(0);
    String misplaced =
        belongings().entrySet().stream()
            .filter(e -> !e.getValue().contains(source))
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    if (!misplaced.isEmpty()) {
      return Optional.of(misplaced + " cannot be used with " + source + ".");
    }
    if (ONE_JOB.contains(source) && !source.equals(FILE) && jobName.isEmpty()) {
      return Optional.of("--job-name is missing.");
    }
    if (timeout.isPresent() && !await) {
      return Optional.of("--timeout needs --wait.");
    }
    if (withSecrets && !dryRun) {
      return Optional.of("--with-secrets needs --dry-run.");
    }
    return dryRun && await
        ? Optional.of("--dry-run sends nothing that --wait could wait for; leave one out.")
        : Optional.empty();
  }

  private List<String> sources() {
    Map<String, Optional<?>> all = new LinkedHashMap<>();
    all.put(FILE, file);
    all.put("--url", url);
    all.put("--asset", asset);
    all.put("--inputs", inputs);
    all.put(FROM, from);
    all.put(DIRECTORY, directory);
    return all.keySet().stream().filter(name -> all.get(name).isPresent()).toList();
  }

  /** The options that are given, each with the inputs that it can be used with. */
  private Map<String, Set<String>> belongings() {
    Map<String, Set<String>> given = new LinkedHashMap<>();
    jobName.ifPresent(v -> given.put("--job-name", ONE_JOB));
    id.ifPresent(v -> given.put("--id", ONE_JOB));
    outputAsset.ifPresent(v -> given.put("--output-asset", ONE_JOB));
    transform.ifPresent(
        v -> given.put("--transform", Set.of(FILE, "--url", "--asset", "--inputs", DIRECTORY)));
    if (!fileNames.isEmpty()) {
      given.put("--file-name", Set.of("--asset"));
    }
    instance.ifPresent(v -> given.put("--instance", Set.of(FILE, DIRECTORY)));
    pattern.ifPresent(v -> given.put("--pattern", Set.of(DIRECTORY)));
    prefix.ifPresent(v -> given.put("--prefix", Set.of(DIRECTORY)));
    return given;
  }
}
