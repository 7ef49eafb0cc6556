package highavailability.cli.submission;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.app.AppComponent;
import highavailability.cli.command.CommandFailedException;
import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Session;
import highavailability.cli.command.TextTable;
import highavailability.cli.jobviews.JobLines;
import highavailability.cli.jobviews.JobReport;
import highavailability.cli.jobviews.JobView;
import highavailability.cli.jobviews.JobViews;
import highavailability.cli.jobviews.PoisonedJobs;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Job;
import highavailability.jobs.JobStore;
import highavailability.jobs.Json;
import highavailability.jobs.Redaction;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Submits jobs. */
@Command(
    name = "submit",
    description =
        "Submits jobs, as requests on the queue job-requests. The same command can be given again:"
            + " a job that is there already is not made twice, and one that has failed is tried"
            + " again.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msha submit --job-name talk --url https://example.com/talk.mp4 --wait",
      "  msha submit --input-dir videos --pattern '*.mp4' --prefix 2031-",
      "  msha submit --from jobs.jsonl --dry-run"
    })
public final class SubmitCommand extends OperatorCommand {
  private static final Path STANDARD_INPUT = Path.of("-");

  /** More lines than these nobody reads. */
  private static final int MOST_PROBLEMS = 20;

  @Mixin SubmitOptions options;

  /** The command of this operator. */
  public SubmitCommand(Operator operator) {
    super(operator);
  }

  /** The requests of a dry run, for scripts. */
  record DryRun(List<JsonNode> requests) {}

  /** What was sent, for scripts. */
  record Submitted(List<JobSender.Sent> jobs) {}

  /** How the jobs ended, for scripts. */
  record Ended(List<JobReport> jobs, boolean timedOut) {}

  @Override
  protected boolean run(Session session) {
    options
        .problem()
        .ifPresent(
            p -> {
              throw wrongUse(p);
            });
    Optional<String> instance =
        options.instance.map(name -> requireAccounts(session, List.of(name)).get(0));
    JobPlan plan = plan(session);
    requireSound(plan, session);
    AppComponent app = session.app();
    Consumer<String> notes = session.output()::note;
    JobViews views = JobViews.of(app);
    JobFollower follower =
        new JobFollower(
            views,
            new PoisonedJobs(app.poisonMessageStore()),
            app.clock(),
            app.pause(),
            jobs -> session.output().progress(FollowedJobs.lines(jobs)));
    Map<String, JobView> existing = views.find(plan.jobNames());
    requireSound(plan.with(refusals(plan, existing, app.jobStore())), session);
    if (!options.noCheck) {
      requireSound(plan.with(InstanceChecks.of(app, notes).problemsWith(plan.jobs())), session);
    }
    if (options.dryRun) {
      printRequests(plan, session);
      return true;
    }
    Optional<JobFollower.Before> before =
        options.await ? Optional.of(follower.before(plan.jobNames())) : Optional.empty();
    InputUpload uploads =
        new InputUpload(
            app.mediaServiceInstances(),
            app.instanceSelector(),
            app.assetDataWriter(),
            new UploadLines(session.output()::progress, session.terminal().live())::show);
    List<JobSender.Sent> sent =
        new JobSender(app.messageQueues(), uploads, notes).send(plan.jobs(), existing, instance);
    if (before.isEmpty()) {
      session.output().result(new Submitted(sent), () -> sentLines(sent));
      return true;
    }
    JobFollower.Result result =
        follower.follow(plan.jobNames(), before.get(), options.longestWait());
    printResult(result, session);
    return result.isWell();
  }

  private JobPlan plan(Session session) {
    RequestMaker maker = new RequestMaker(options.transform.orElse(RequestMaker.DEFAULT_TRANSFORM));
    if (options.from.isPresent()) {
      return options.from.get().equals(STANDARD_INPUT)
          ? RequestSources.lines(session.terminal().in())
          : RequestSources.lines(options.from.get());
    }
    if (options.directory.isPresent()) {
      try {
        return RequestSources.directory(
            maker, options.directory.get(), options.prefix.orElse(""), options.pattern.orElse("*"));
      } catch (PatternSyntaxException e) {
        throw wrongUse("--pattern: '" + e.getPattern() + "' is no pattern; '*.mp4' is one.");
      }
    }
    PlannedJob job = one(maker);
    try {
      job.request().requireValid();
    } catch (InvalidMessageException e) {
      throw wrongUse(e.getMessage());
    }
    return JobPlan.of(List.of(job), List.of());
  }

  private PlannedJob one(RequestMaker maker) {
    if (options.file.isPresent()) {
      Path file = options.file.get();
      String name = options.jobName.orElseGet(() -> RequestMaker.jobNameOf(file));
      return RequestSources.file(maker, name, options.id, options.outputAsset, file);
    }
    JsonNode inputs =
        options
            .url
            .map(url -> RequestMaker.ofUrl(requireUrl(url)))
            .or(() -> options.asset.map(a -> RequestMaker.ofAsset(a, options.fileNames)))
            .orElseGet(() -> RequestSources.inputs(options.inputs.orElseThrow()));
    String name = options.jobName.orElseThrow();
    return new PlannedJob(
        "the request",
        maker.request(name, options.id, options.outputAsset, inputs),
        Optional.empty());
  }

  private String requireUrl(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?")) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below, together with a URL of another kind.
    }
    throw wrongUse(
        "--url: '" + Redaction.redact(url) + "' is no legal http or https URL; a space is %20.");
  }

  private static List<String> refusals(
      JobPlan plan, Map<String, JobView> existing, JobStore ledger) {
    List<String> refusals = new ArrayList<>();
    for (PlannedJob job : plan.jobs()) {
      Optional.ofNullable(existing.get(job.request().jobName()))
          .flatMap(JobView::job)
          .flatMap((Job known) -> ExistingJobs.refusal(job.request(), known))
          .or(() -> ExistingJobs.refusalOfAsset(job.request(), ledger))
          .ifPresent(r -> refusals.add(job.origin() + ": " + r));
    }
    return refusals;
  }

  private static void requireSound(JobPlan plan, Session session) {
    List<String> problems = plan.problems();
    if (problems.size() == 1) {
      throw new CommandFailedException(problems.get(0) + " Nothing was sent.");
    }
    if (!problems.isEmpty()) {
      problems.stream()
          .limit(MOST_PROBLEMS)
          .forEach(p -> session.output().note(Redaction.redact(p)));
      if (problems.size() > MOST_PROBLEMS) {
        session.output().note("... and " + (problems.size() - MOST_PROBLEMS) + " more");
      }
      throw new CommandFailedException(problems.size() + " problems; nothing was sent.");
    }
    if (plan.jobs().isEmpty()) {
      throw new CommandFailedException("there is no job in the input; nothing was sent.");
    }
  }

  private void printRequests(JobPlan plan, Session session) {
    List<String> requests =
        plan.jobs().stream()
            .map(j -> Json.write(j.request()))
            .map(r -> options.withSecrets ? r : Redaction.redact(r))
            .toList();
    session.output().result(new DryRun(requests.stream().map(Json::tree).toList()), () -> requests);
  }

  private static List<String> sentLines(List<JobSender.Sent> sent) {
    TextTable table = new TextTable("JOB", "TRANSFORM", "OUTPUT ASSET", "INPUT AT", "SENT");
    sent.forEach(
        s ->
            table.row(
                s.jobName(),
                s.transformName(),
                s.outputAssetName(),
                s.inputInstance(),
                s.sent() ? "yes" : "no"));
    return table.lines();
  }

  private void printResult(JobFollower.Result result, Session session) {
    session
        .output()
        .result(
            new Ended(
                result.jobs().stream()
                    .map(v -> JobReport.of(v, JobReport.Secrets.NO_REQUEST))
                    .toList(),
                result.timedOut()),
            () -> JobLines.table(result.jobs()));
    if (result.timedOut()) {
      session
          .output()
          .note(
              "Not all jobs have ended within "
                  + options.longestWait()
                  + "; they go on: see msha status.");
    }
  }
}
