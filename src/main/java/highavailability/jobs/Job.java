package highavailability.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A job's row in the ledger: the one place where anything about the job is decided. Immutable; each
 * transition below gives the row to write next, and {@link JobLedger} sees to it that only one
 * writer wins.
 *
 * @param jobName unique name, as the request spells it
 * @param id the requester's id
 * @param transformName the transform
 * @param outputAssetName the asset name that the request asks for
 * @param request the request as it came; empty once the history is old and the job decided
 * @param createdAt when the request was first seen
 * @param current the attempt that counts
 * @param earlier superseded attempts, the oldest first
 * @param counters how often the job was looked at and resubmitted
 * @param waitingSince since when it waits for an instance that can take it; empty while it does not
 * @param decision how it ended; empty while undecided
 * @param followUps what the decision has led to so far
 * @param etag version of the row as read; empty for one that was never stored
 */
public record Job(
    String jobName,
    String id,
    String transformName,
    String outputAssetName,
    Optional<JobRequest> request,
    Instant createdAt,
    Attempt current,
    List<Attempt> earlier,
    Counters counters,
    Optional<Instant> waitingSince,
    Optional<Decision> decision,
    FollowUps followUps,
    Optional<String> etag) {

  /**
   * Counts that limit how long a job is tried. They are separate, so that a job that was once stuck
   * can still be resubmitted later.
   *
   * @param check number of the next look at the current attempt, from 1; every change of the
   *     attempt's place raises it, so messages of an older chain are recognised
   * @param verifications looks that found the current attempt overdue
   * @param resubmissions attempts that were begun because an earlier one failed
   */
  public record Counters(int check, int verifications, int resubmissions) {
    /** The counters of a new job. */
    public static final Counters NONE = new Counters(1, 0, 0);

    Counters nextCheck() {
      return new Counters(check + 1, verifications, resubmissions);
    }

    Counters nextAttempt(boolean resubmission) {
      return new Counters(check + 1, 0, resubmissions + (resubmission ? 1 : 0));
    }

    Counters overdue() {
      return new Counters(check + 1, verifications + 1, resubmissions);
    }
  }

  /** Rejects nulls and copies lists. */
  public Job {
    Objects.requireNonNull(jobName, "jobName");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(transformName, "transformName");
    Objects.requireNonNull(outputAssetName, "outputAssetName");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(current, "current");
    earlier = List.copyOf(earlier);
    Objects.requireNonNull(counters, "counters");
    Objects.requireNonNull(waitingSince, "waitingSince");
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(followUps, "followUps");
    Objects.requireNonNull(etag, "etag");
  }

  /** The row of a job that is seen for the first time; no instance has it yet. */
  public static Job opened(JobRequest request, Instant now) {
    return new Job(
        request.jobName(),
        request.id(),
        request.transformName(),
        request.outputAssetName(),
        Optional.of(request),
        now,
        new Attempt(1, Optional.empty(), now, Optional.empty()),
        List.of(),
        Counters.NONE,
        Optional.empty(),
        Optional.empty(),
        FollowUps.NONE,
        Optional.empty());
  }

  /** Whether the job is decided, one way or the other. */
  public boolean isDecided() {
    return decision.isPresent();
  }

  /** Whether the given attempt is the current one, at the given instance, of an undecided job. */
  public boolean isOpenAt(int attempt, String account) {
    return !isDecided()
        && current.number() == attempt
        && current.account().filter(account::equals).isPresent();
  }

  /** Whether no instance has had any part of the job so far. */
  public boolean isUntouched() {
    return !isDecided() && current.account().isEmpty() && earlier.isEmpty();
  }

  /** Takes the corrected form of a request that no instance has had any part of. */
  public Job requestedAs(JobRequest corrected) {
    return new Job(
        jobName,
        id,
        corrected.transformName(),
        outputAssetName,
        Optional.of(corrected),
        createdAt,
        current,
        earlier,
        counters,
        waitingSince,
        decision,
        followUps,
        etag);
  }

  /** Gives the current attempt to an instance, before anything is asked of that instance. */
  public Job placedAt(String account, Instant now) {
    return undecided(
        new Attempt(current.number(), Optional.of(account), now, Optional.empty()),
        earlier,
        counters.nextCheck(),
        waitingSince);
  }

  /** Takes the current attempt back from an instance that certainly did not take it. */
  public Job unplaced(Instant now) {
    return undecided(
        new Attempt(current.number(), Optional.empty(), now, Optional.empty()),
        earlier,
        counters.nextCheck(),
        waitingSince);
  }

  /**
   * Gives the current attempt up and begins the next, which no instance has yet.
   *
   * @param resubmission whether the attempt failed, which counts, or its instance did, which does
   *     not
   */
  public Job superseded(String outcome, boolean resubmission, Instant now) {
    List<Attempt> all = new ArrayList<>(earlier);
    all.add(current.ended(outcome));
    return undecided(
        new Attempt(current.number() + 1, Optional.empty(), now, Optional.empty()),
        all,
        counters.nextAttempt(resubmission),
        waitingSince);
  }

  /**
   * Notes that the current attempt was looked at and is to be looked at again.
   *
   * @param overdue whether it was found stuck, which counts
   */
  public Job checked(boolean overdue) {
    return undecided(
        current, earlier, overdue ? counters.overdue() : counters.nextCheck(), waitingSince);
  }

  /** The attempt of that number, unless it is the current one. */
  public Optional<Attempt> earlier(int attempt) {
    return earlier.stream().filter(a -> a.number() == attempt).findFirst();
  }

  /** Notes since when the job waits for an instance, or that it no longer does. */
  public Job waiting(Optional<Instant> since) {
    return undecided(current, earlier, counters, since);
  }

  /** Decides the job: its current attempt has finished. */
  public Job finished(Instant now) {
    return decided(new Decision.Finished(current.number(), now), "finished");
  }

  /** Decides the job: it is given up. */
  public Job failed(String code, String message, Instant now) {
    return decided(
        new Decision.Failed(current.number(), now, code, message), code + ": " + message);
  }

  /** Takes a failure back and begins the next attempt, because the requester wants to try again. */
  public Job reopened(JobRequest again, Instant now) {
    if (!(decision.orElse(null) instanceof Decision.Failed)) {
      throw new IllegalStateException("Job " + jobName + " has not failed");
    }
    List<Attempt> all = new ArrayList<>(earlier);
    all.add(current);
    return new Job(
        jobName,
        id,
        again.transformName(),
        outputAssetName,
        Optional.of(again),
        createdAt,
        new Attempt(current.number() + 1, Optional.empty(), now, Optional.empty()),
        all,
        new Counters(counters.check() + 1, 0, 0),
        Optional.empty(),
        Optional.empty(),
        FollowUps.NONE,
        etag);
  }

  /** Notes what a decision has led to. */
  public Job withFollowUps(FollowUps next) {
    return with(current, earlier, counters, waitingSince, decision, next, etag);
  }

  /** The same row as stored under a version. */
  public Job withEtag(String version) {
    return with(
        current, earlier, counters, waitingSince, decision, followUps, Optional.of(version));
  }

  private Job undecided(
      Attempt attempt, List<Attempt> before, Counters counts, Optional<Instant> waits) {
    if (isDecided()) {
      throw new IllegalStateException("Job " + jobName + " is decided; it cannot be tried on");
    }
    return with(attempt, before, counts, waits, decision, followUps, etag);
  }

  private Job decided(Decision how, String outcome) {
    if (isDecided()) {
      throw new IllegalStateException("Job " + jobName + " is decided already");
    }
    return with(
        current.ended(outcome),
        earlier,
        counters,
        Optional.empty(),
        Optional.of(how),
        followUps,
        etag);
  }

  private Job with(
      Attempt attempt,
      List<Attempt> before,
      Counters counts,
      Optional<Instant> waits,
      Optional<Decision> how,
      FollowUps done,
      Optional<String> version) {
    return new Job(
        jobName,
        id,
        transformName,
        outputAssetName,
        request,
        createdAt,
        attempt,
        before,
        counts,
        waits,
        how,
        done,
        version);
  }
}
