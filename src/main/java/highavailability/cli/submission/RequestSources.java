package highavailability.cli.submission;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.cli.command.CommandFailedException;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.JobRequest;
import highavailability.jobs.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads what jobs are made of from files and directories. */
final class RequestSources {
  private static final String ONE_A_LINE = "a file with one job request in JSON on each line";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private RequestSources() {}

  /** One request in JSON on each line; blank lines count, and mean nothing. */
  static JobPlan lines(InputStream lines) {
    List<PlannedJob> jobs = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    try {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String text = ++number == 1 ? line.replaceFirst("^" + BYTE_ORDER_MARK, "") : line;
        if (text.isBlank()) {
          continue;
        }
        try {
          jobs.add(
              new PlannedJob(
                  "line " + number, Json.read(text, JobRequest.class), Optional.empty()));
        } catch (InvalidMessageException e) {
          // The parser saw one line only.
          String what = e.getMessage().replace("(line 1, column", "(column");
          problems.add("line " + number + ": " + what);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JobPlan.of(jobs, problems);
  }

  /** The same from a file. */
  static JobPlan lines(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return lines(in);
    } catch (UncheckedIOException e) {
      throw unreadable(file, ONE_A_LINE, e.getCause());
    } catch (IOException e) {
      throw unreadable(file, ONE_A_LINE, e);
    }
  }

  /** The {@code jobInputs} of a request. */
  static JsonNode inputs(Path file) {
    String what = "a file with the jobInputs of a request in JSON";
    try {
      return Json.tree(Files.readString(file));
    } catch (IOException e) {
      throw unreadable(file, what, e);
    } catch (InvalidMessageException e) {
      throw new CommandFailedException(file + ": " + e.getMessage() + " Give " + what + ".", e);
    }
  }

  /** A job for a file of this machine. */
  static PlannedJob file(
      RequestMaker maker,
      String jobName,
      Optional<String> id,
      Optional<String> outputAssetName,
      Path file) {
    JsonNode inputs =
        RequestMaker.ofAsset(
            RequestMaker.inputAssetOf(jobName), List.of(file.getFileName().toString()));
    return new PlannedJob(
        file.toString(),
        maker.request(jobName, id, outputAssetName, inputs),
        Optional.of(requireContent(file)));
  }

  /**
   * A job for each file in a directory, by name; not for hidden ones, and not for those in
   * directories below.
   *
   * @param pattern glob for the files' names
   */
  static JobPlan directory(RequestMaker maker, Path directory, String prefix, String pattern) {
    TreeSet<Path> files = new TreeSet<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, pattern)) {
      for (Path file : found) {
        if (Files.isRegularFile(file) && !Files.isHidden(file)) {
          files.add(file);
        }
      }
    } catch (IOException e) {
      throw unreadable(directory, "a directory with video files", e);
    }
    List<PlannedJob> jobs = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path file : files) {
      try {
        String jobName = prefix + RequestMaker.jobNameOf(file);
        jobs.add(file(maker, jobName, Optional.empty(), Optional.empty(), file));
      } catch (CommandFailedException e) {
        problems.add(e.getMessage());
      }
    }
    return JobPlan.of(jobs, problems);
  }

  private static Path requireContent(Path file) {
    try {
      if (Files.isRegularFile(file) && Files.isReadable(file) && Files.size(file) > 0) {
        return file;
      }
    } catch (IOException e) {
      throw unreadable(file, "a video file", e);
    }
    throw new CommandFailedException(
        file
            + (Files.exists(file) ? " is no file with content that can be read" : " does not exist")
            + "; give a video file.");
  }

  private static CommandFailedException unreadable(Path path, String wanted, IOException e) {
    String why = Files.exists(path) ? " cannot be read" : " does not exist";
    return new CommandFailedException(path + why + "; give " + wanted + ".", e);
  }
}
