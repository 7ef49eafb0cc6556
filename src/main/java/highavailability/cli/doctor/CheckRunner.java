package highavailability.cli.doctor;

import highavailability.cli.command.FailureText;
import highavailability.cli.doctor.Finding.About;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs checks side by side: none keeps another from running, and none takes for ever. */
final class CheckRunner implements AutoCloseable {
  private static final String NO_ANSWER_CURE =
      "see that the service is up, and that firewalls and private endpoints let this machine in";

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "doctor");
            thread.setDaemon(true);
            return thread;
          });
  private final Duration longest;

  /** A check that takes longer is given up. */
  CheckRunner(Duration longest) {
    this.longest = longest;
  }

  /** The findings of all checks, in the order of the checks. */
  List<Finding> run(List<Check> checks) {
    record Running(About about, Future<List<Finding>> findings) {}

    List<Running> running =
        checks.stream()
            .map(c -> new Running(c.about(), threads.submit(() -> c.work().apply(c.about()))))
            .toList();
    return running.stream().flatMap(r -> findings(r.about(), r.findings()).stream()).toList();
  }

  private List<Finding> findings(About about, Future<List<Finding>> future) {
    try {
      return future.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      return List.of(
          about.problem(
              String.join(" ", FailureText.of(e.getCause())),
              "run msha doctor --verbose again to see where this comes from"));
    } catch (TimeoutException e) {
      future.cancel(true);
      return List.of(
          about.problem("no answer within " + longest.toSeconds() + " s", NO_ANSWER_CURE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(about.notChecked("interrupted"));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
