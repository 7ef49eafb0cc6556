package highavailability.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the local cluster is asked to do.
 *
 * @param input a video file or an http(s) URL; empty for the one that comes with the project
 * @param jobs how many jobs to run; none is allowed when the cluster is kept up
 * @param regions how many regions to emulate
 * @param serve whether to keep the cluster up when the jobs are through
 * @param firstPort first of the ports to listen on; 0 takes free ones
 * @param scenario what is to go wrong; empty for a run without faults
 */
record RunOptions(
    Optional<String> input,
    int jobs,
    int regions,
    boolean serve,
    int firstPort,
    Optional<String> scenario) {
  static final int MAX_JOBS = 10_000;

  /**
   * Reads them from system properties, as Maven passes them on.
   *
   * @throws IllegalArgumentException naming everything that is wrong
   */
  static RunOptions read(Function<String, String> properties) {
    List<String> problems = new ArrayList<>();
    boolean serve = flag("serve", properties, problems);
    RunOptions options =
        new RunOptions(
            text("input", properties),
            number("jobs", 10, serve ? 0 : 1, MAX_JOBS, properties, problems),
            number("regions", 3, 2, Regions.LOCATIONS.size(), properties, problems),
            serve,
            number("port", 0, 0, 65_000, properties, problems),
            text("scenario", properties));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
    }
    return options;
  }

  private static Optional<String> text(String name, Function<String, String> properties) {
    return Optional.ofNullable(properties.apply(name)).map(String::strip).filter(s -> !s.isEmpty());
  }

  private static int number(
      String name,
      int usual,
      int least,
      int most,
      Function<String, String> properties,
      List<String> problems) {
    String text = properties.apply(name);
    if (text == null || text.isBlank()) {
      return usual;
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, together with numbers out of range.
    }
    problems.add("-D%s=%s: give a whole number from %d to %d.".formatted(name, text, least, most));
    return usual;
  }

  private static boolean flag(
      String name, Function<String, String> properties, List<String> problems) {
    String text = Optional.ofNullable(properties.apply(name)).orElse("").strip();
    if (!List.of("", "true", "false").contains(text)) {
      problems.add("-D%s=%s: give true or false.".formatted(name, text));
    }
    return text.equals("true");
  }
}
