package highavailability.emulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * All that is wrong with an emulated region at one moment, its storage excepted.
 *
 * @param apiDown whether connections to the API are refused
 * @param regionDown whether the API is down, jobs stand still and events wait, all at once
 * @param calls what happens to calls; the first that hits a call counts
 * @param jobFailure how jobs fail that are started from now on
 * @param jobsStuckIn the state that no job leaves, unless it is canceled
 */
public record FaultPlan(
    boolean apiDown,
    boolean regionDown,
    List<CallFault> calls,
    Optional<JobFailure> jobFailure,
    Optional<JobState> jobsStuckIn,
    EventFaults events) {

  private static final Set<JobState> STICKY = EnumSet.of(JobState.SCHEDULED, JobState.PROCESSING);

  public FaultPlan {
    calls = List.copyOf(calls);
    if (jobsStuckIn.isPresent() && !STICKY.contains(jobsStuckIn.get())) {
      throw new IllegalArgumentException(
          "Jobs cannot be stuck in " + jobsStuckIn.get() + ": give one of " + STICKY);
    }
  }

  /** All is well. */
  public static FaultPlan none() {
    return new FaultPlan(
        false, false, List.of(), Optional.empty(), Optional.empty(), EventFaults.none());
  }

  public FaultPlan withApiDown(boolean down) {
    return new FaultPlan(down, regionDown, calls, jobFailure, jobsStuckIn, events);
  }

  public FaultPlan withRegionDown(boolean down) {
    return new FaultPlan(apiDown, down, calls, jobFailure, jobsStuckIn, events);
  }

  public FaultPlan withCalls(List<CallFault> newCalls) {
    return new FaultPlan(apiDown, regionDown, newCalls, jobFailure, jobsStuckIn, events);
  }

  /** The same with one more fault, which comes after those that are there. */
  public FaultPlan plusCalls(CallFault fault) {
    List<CallFault> all = new ArrayList<>(calls);
    all.add(fault);
    return withCalls(all);
  }

  public FaultPlan withJobFailure(Optional<JobFailure> failure) {
    return new FaultPlan(apiDown, regionDown, calls, failure, jobsStuckIn, events);
  }

  public FaultPlan withJobsStuckIn(Optional<JobState> state) {
    return new FaultPlan(apiDown, regionDown, calls, jobFailure, state, events);
  }

  public FaultPlan withEvents(EventFaults newEvents) {
    return new FaultPlan(apiDown, regionDown, calls, jobFailure, jobsStuckIn, newEvents);
  }

  boolean isApiClosed() {
    return apiDown || regionDown;
  }

  boolean holdsJobsIn(JobState state) {
    return regionDown || jobsStuckIn.filter(state::equals).isPresent();
  }

  boolean hasCallFault(UUID id) {
    return calls.stream().anyMatch(fault -> fault.id().equals(id));
  }

  /** Looks for the fault that hits a call, and counts the call. */
  Hit<CallFault> hitBy(ArmRequest request) {
    List<CallFault> after = new ArrayList<>();
    Optional<CallFault> hit = Optional.empty();
    for (CallFault fault : calls) {
      if (hit.isEmpty() && fault.calls().include(request)) {
        hit = Optional.of(fault).filter(candidate -> candidate.quota().hits());
        after.add(fault.with(fault.quota().afterOne()));
      } else {
        after.add(fault);
      }
    }
    return new Hit<>(hit, withCalls(after));
  }

  Hit<JobFailure> nextJob() {
    return new Hit<>(
        jobFailure.filter(failure -> failure.quota().hits()),
        withJobFailure(jobFailure.map(failure -> failure.with(failure.quota().afterOne()))));
  }

  /** Says whether the next event is lost. */
  Hit<Quota> nextEvent() {
    return new Hit<>(
        events.lost().filter(Quota::hits),
        events.lost().map(lost -> withEvents(events.withLost(lost.afterOne()))).orElse(this));
  }

  /**
   * What was hit, if anything.
   *
   * @param after the plan from then on
   */
  record Hit<T>(Optional<T> fault, FaultPlan after) {}
}
