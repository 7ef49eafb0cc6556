package highavailability.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What goes wrong in one emulated region, switched while it runs and from any thread. Each method
 * adds to what is wrong already; {@link #clear} ends it all. A change is in force when the method
 * returns.
 */
public final class Faults {

  private final AtomicReference<FaultPlan> plan = new AtomicReference<>(FaultPlan.none());
  private final AtomicInteger outageChanges = new AtomicInteger();
  private final List<Waiter> waiters = new ArrayList<>();
  private final Listener api;

  /** The API's door. Both methods may be called again without effect. */
  interface Listener {

    void open();

    void shut();
  }

  private record Waiter(Predicate<FaultPlan> condition, CompletableFuture<Void> met) {}

  Faults(Listener api) {
    this.api = api;
  }

  /** What is wrong at the moment, with what is left of the counts. */
  public FaultPlan plan() {
    return plan.get();
  }

  /** Replaces all that is wrong. */
  public void set(FaultPlan newPlan) {
    change(now -> newPlan);
  }

  /** Ends all faults: the API answers, what was held goes on, and late events come at once. */
  public void clear() {
    set(FaultPlan.none());
  }

  /** Refuses connections to the API and breaks the open ones; nothing is forgotten. */
  public void apiDown() {
    change(now -> now.withApiDown(true));
  }

  /** Listens on the API's port again. */
  public void apiUp() {
    change(now -> now.withApiDown(false));
  }

  /** The API goes down, jobs stand still, and events wait; its storage is not touched. */
  public void regionDown() {
    change(now -> now.withRegionDown(true));
  }

  /** Goes on from where {@link #regionDown} stopped; the events that waited come now. */
  public void regionUp() {
    change(now -> now.withRegionDown(false));
  }

  /** Answers every call with an error. */
  public void answerWith(int status) {
    answerWith(status, Calls.all(), Quota.all());
  }

  /** Answers some calls with an error, as Azure Resource Manager words it, and does nothing. */
  public void answerWith(int status, Calls calls, Quota quota) {
    add(CallFault.status(status, calls, quota));
  }

  /** Answers every call late. */
  public void delayAnswers(Duration delay) {
    delayAnswers(delay, Calls.all(), Quota.all());
  }

  /** Does and answers some calls late. */
  public void delayAnswers(Duration delay, Calls calls, Quota quota) {
    add(CallFault.of(CallFault.Effect.DELAY, delay, calls, quota));
  }

  /** Leaves every call without an answer. */
  public void neverAnswer() {
    neverAnswer(Calls.all(), Quota.all());
  }

  /** Does nothing for some calls, and keeps their connections open until the fault ends. */
  public void neverAnswer(Calls calls, Quota quota) {
    add(CallFault.of(CallFault.Effect.SILENCE, calls, quota));
  }

  /** Does what the next calls ask for, and ends their connections without an answer. */
  public void loseAnswers(Calls calls, int count) {
    add(CallFault.of(CallFault.Effect.LOSE_ANSWER, calls, Quota.next(count)));
  }

  /** Ends the connections of the next calls at once, and does what they ask for later. */
  public void executeLate(Calls calls, Duration delay, int count) {
    add(CallFault.of(CallFault.Effect.EXECUTE_LATE, delay, calls, Quota.next(count)));
  }

  /** Never answers the next calls, and does what they ask for later. */
  public void executeLateInSilence(Calls calls, Duration delay, int count) {
    add(CallFault.of(CallFault.Effect.EXECUTE_LATE_IN_SILENCE, delay, calls, Quota.next(count)));
  }

  /** Ends the faults of calls; a connection without an answer is closed, a late answer comes. */
  public void answerProperly() {
    change(now -> now.withCalls(List.of()));
  }

  /** Lets jobs that are created from now on end in error. */
  public void failJobs(JobFailure failure) {
    change(now -> now.withJobFailure(Optional.of(failure)));
  }

  /** Lets no job leave a state, Scheduled or Processing, until {@link #releaseJobs}. */
  public void stickJobsIn(JobState state) {
    change(now -> now.withJobsStuckIn(Optional.of(state)));
  }

  public void releaseJobs() {
    change(now -> now.withJobsStuckIn(Optional.empty()));
  }

  /** Never sends the events that are raised from now on. */
  public void loseEvents() {
    changeEvents(events -> events.withLost(Quota.all()));
  }

  /** Sends events late; those of one job stay in order. */
  public void delayEvents(Duration delay) {
    changeEvents(events -> events.withDelay(delay));
  }

  /** Sends every event some more times. */
  public void duplicateEvents(int times) {
    changeEvents(events -> events.withDuplicates(times));
  }

  /** Sends each event at a random moment within the window, so that they come in any order. */
  public void shuffleEvents(Duration window) {
    changeEvents(events -> events.withShuffleWindow(window));
  }

  /** Ends the faults of events; those that wait come at once, lost ones never. */
  public void deliverEventsProperly() {
    changeEvents(events -> EventFaults.none());
  }

  /** Completes as soon as the plan in force meets the condition. */
  CompletableFuture<Void> when(Predicate<FaultPlan> condition) {
    CompletableFuture<Void> met = new CompletableFuture<>();
    Waiter waiter = new Waiter(condition, met);
    synchronized (waiters) {
      if (condition.test(plan.get())) {
        met.complete(null);
        return met;
      }
      waiters.add(waiter);
    }
    met.whenComplete((done, failure) -> forget(waiter));
    return met;
  }

  /** Completes after the time, or before it as soon as the plan in force meets the condition. */
  CompletableFuture<Void> after(Duration delay, Predicate<FaultPlan> atOnce) {
    return when(atOnce).completeOnTimeout(null, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How often the region went down or came up. */
  int outageChanges() {
    return outageChanges.get();
  }

  Optional<CallFault> hitBy(ArmRequest request) {
    return take(now -> now.hitBy(request));
  }

  Optional<JobError> errorOfNextJob() {
    return take(FaultPlan::nextJob).map(JobFailure::error);
  }

  boolean losesNextEvent() {
    return take(FaultPlan::nextEvent).isPresent();
  }

  private void add(CallFault fault) {
    change(now -> now.plusCalls(fault));
  }

  private void changeEvents(UnaryOperator<EventFaults> change) {
    change(now -> now.withEvents(change.apply(now.events())));
  }

  /**
   * Changes what is wrong, and loses no count that goes on meanwhile; the change may be asked more
   * than once.
   */
  public synchronized void change(UnaryOperator<FaultPlan> change) {
    FaultPlan before = plan.get();
    // What goes on calls the API at once: it must be open by then.
    if (!change.apply(before).isApiClosed()) {
      api.open();
    }
    FaultPlan after = plan.updateAndGet(change);
    if (before.regionDown() != after.regionDown()) {
      outageChanges.incrementAndGet();
    }
    if (after.isApiClosed()) {
      api.shut();
    }
    release();
  }

  private void release() {
    List<Waiter> released = new ArrayList<>();
    synchronized (waiters) {
      for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
        Waiter waiter = all.next();
        if (waiter.condition().test(plan.get())) {
          all.remove();
          released.add(waiter);
        }
      }
    }
    released.forEach(waiter -> waiter.met().complete(null));
  }

  private void forget(Waiter waiter) {
    synchronized (waiters) {
      waiters.remove(waiter);
    }
  }

  private <T> Optional<T> take(Function<FaultPlan, FaultPlan.Hit<T>> from) {
    while (true) {
      FaultPlan now = plan.get();
      FaultPlan.Hit<T> hit = from.apply(now);
      if (plan.compareAndSet(now, hit.after())) {
        return hit.fault();
      }
    }
  }
}
