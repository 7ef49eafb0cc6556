package highavailability.cli.status;

import highavailability.app.AppComponent;
import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Output;
import highavailability.cli.command.Session;
import highavailability.cli.jobviews.JobLines;
import highavailability.cli.jobviews.JobReport;
import highavailability.cli.jobviews.JobReport.Secrets;
import highavailability.cli.jobviews.JobStage;
import highavailability.cli.jobviews.JobView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how far jobs are. */
@Command(
    name = "status",
    description =
        "Tells how far jobs are; without a name, how many are where, and how much is on the"
            + " queues.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msha status talk --request",
      "  msha status --state Error --window PT24H",
      "  msha status --watch"
    })
public final class StatusCommand extends OperatorCommand {
  private static final Duration DEFAULT_EVERY = Duration.ofSeconds(2);

  @Parameters(arity = "0..*", paramLabel = "<job>", description = "Names of jobs.")
  List<String> jobNames = new ArrayList<>();

  @Option(
      names = "--window",
      paramLabel = "<duration>",
      description =
          "Without names: how far back jobs count, in ISO 8601. Default: the setting"
              + " TimeWindowToLoadJobsInMinutes.")
  Optional<Duration> window;

  @Option(
      names = "--state",
      converter = ListedState.class,
      completionCandidates = ListedState.class,
      paramLabel = "<state>",
      description =
          "Lists the jobs of the window that are in that state: one of the summary's, or Waiting,"
              + " Provisioned or Failed. A job that no instance has had yet is in no window.")
  Optional<JobStage> state;

  @Option(names = "--request", description = "With names: shows the jobs' requests.")
  boolean request;

  @Option(
      names = "--with-secrets",
      description = "With --request: shows URLs with their queries, which may hold a SAS.")
  boolean withSecrets;

  @Option(
      names = "--watch",
      description =
          "Looks again and again; with names until all have ended (with 1 when one has failed),"
              + " else until Ctrl-C.")
  boolean watch;

  @Option(
      names = "--every",
      paramLabel = "<duration>",
      description = "With --watch: how often to look, in ISO 8601. Default: PT2S.")
  Optional<Duration> every;

  /** The command of this operator. */
  public StatusCommand(Operator operator) {
    super(operator);
  }

  /** Jobs, for scripts. */
  record Jobs(List<JobReport> jobs) {}

  @Override
  protected boolean run(Session session) {
    requireSense();
    AppComponent app = session.app();
    StatusService service = StatusService.of(app);
    Output output = session.output();
    Duration back = window.orElse(app.configuration().settings().health().jobWindow());
    while (true) {
      boolean isWell = true;
      boolean isEnd = !watch;
      if (!jobNames.isEmpty()) {
        List<JobView> jobs = service.jobs(jobNames);
        show(jobs, output);
        isEnd = isEnd || jobs.stream().allMatch(j -> j.stage().isEnd());
        isWell = jobs.stream().noneMatch(j -> isToBeToldOf(j.stage()));
      } else if (state.isPresent()) {
        show(service.jobs(state.get(), back), output);
      } else {
        StatusSummary summary = service.summary(back);
        show(summary, summary::lines, output);
      }
      if (isEnd) {
        return isWell;
      }
      app.pause().pause(every.orElse(DEFAULT_EVERY));
      if (Thread.currentThread().isInterrupted()) {
        return true;
      }
    }
  }

  /** A job that has failed is a good answer to a question, and a bad end of waiting for it. */
  private boolean isToBeToldOf(JobStage stage) {
    return stage == JobStage.UNKNOWN
        || stage == JobStage.POISONED
        || (watch && stage == JobStage.FAILED);
  }

  private void requireSense() {
    boolean hasNames = !jobNames.isEmpty();
    requireThat(!hasNames || window.isEmpty(), "--window cannot be used with names of jobs.");
    requireThat(!hasNames || state.isEmpty(), "--state cannot be used with names of jobs.");
    requireThat(hasNames || !request, "--request needs the name of a job.");
    requireThat(request || !withSecrets, "--with-secrets needs --request.");
    requireThat(watch || every.isEmpty(), "--every needs --watch.");
  }

  private void requireThat(boolean met, String otherwise) {
    if (!met) {
      throw wrongUse(otherwise);
    }
  }

  private void show(List<JobView> views, Output output) {
    Secrets secrets =
        !request ? Secrets.NO_REQUEST : withSecrets ? Secrets.SHOWN : Secrets.REDACTED;
    List<JobReport> jobs = views.stream().map(v -> JobReport.of(v, secrets)).toList();
    boolean inDetail = jobNames.size() == 1 || request;
    show(new Jobs(jobs), () -> inDetail ? JobLines.blocks(jobs) : JobLines.table(views), output);
  }

  private void show(Object json, Supplier<List<String>> lines, Output output) {
    if (watch) {
      output.update(json, lines);
    } else {
      output.result(json, lines);
    }
  }
}
