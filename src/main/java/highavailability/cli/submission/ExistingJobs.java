package highavailability.cli.submission;

import highavailability.cli.jobviews.JobStage;
import highavailability.cli.jobviews.JobView;
import highavailability.jobs.Decision;
import highavailability.jobs.Job;
import highavailability.jobs.JobRequest;
import highavailability.jobs.JobStore;
import highavailability.jobs.Names;
import java.util.Optional;

/** What a request means whose job the ledger has already. */
final class ExistingJobs {
  private ExistingJobs() {}

  /** Why the request is of no use: the app would refuse it, or leave out what is new in it. */
  static Optional<String> refusal(JobRequest request, Job job) {
    String cure = "; give the new job another name.";
    String name = "job '" + job.jobName() + "' ";
    if (!job.id().equals(request.id())) {
      return Optional.of(name + "exists with another id, '" + job.id() + "'" + cure);
    }
    if (!Names.same(job.outputAssetName(), request.outputAssetName())) {
      return Optional.of(
          name + "exists with another output asset, '" + job.outputAssetName() + "'" + cure);
    }
    boolean takesChanges =
        job.isUntouched() || job.decision().orElse(null) instanceof Decision.Failed;
    if (!takesChanges && !Names.same(job.transformName(), request.transformName())) {
      return Optional.of(
          name + "exists with another transform, '" + job.transformName() + "'" + cure);
    }
    if (!takesChanges
        && job.request().filter(r -> !r.jobInputs().equals(request.jobInputs())).isPresent()) {
      return Optional.of(name + "exists with other inputs" + cure);
    }
    return Optional.empty();
  }

  /** Why the request cannot have its output asset: another job has reserved the name. */
  static Optional<String> refusalOfAsset(JobRequest request, JobStore ledger) {
    return ledger
        .findOutputAssetOwner(request.outputAssetName())
        .filter(owner -> !Names.same(owner, request.jobName()))
        .map(
            owner ->
                "the output asset '"
                    + request.outputAssetName()
                    + "' belongs to job '"
                    + owner
                    + "'; choose another.");
  }

  /** What a person should know. */
  static String note(JobView job) {
    String name = "Job '" + job.jobName() + "' ";
    return switch (job.stage()) {
      case PROVISIONED ->
          name + "is provisioned already; nothing is sent. Give another name to encode it anew.";
      case FINISHED -> name + "is finished already; a repeat changes nothing.";
      case FAILED -> name + "has failed before; it is tried again.";
      default -> name + "is under way already (" + job.stageText() + "); a repeat changes nothing.";
    };
  }

  /** Whether a request can have any effect, be it only that a step is done that was left out. */
  static boolean isWorthSending(JobView job) {
    return job.stage() != JobStage.PROVISIONED;
  }
}
