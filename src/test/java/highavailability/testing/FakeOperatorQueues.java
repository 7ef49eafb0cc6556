package highavailability.testing;

import highavailability.jobs.OperatorQueues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Queues in memory, whose clock is that of the test. From a call on that a test chooses, all fail,
 * as when the process was killed there.
 */
public final class FakeOperatorQueues implements OperatorQueues {
  private final Clock clock;
  private final Map<String, List<Entry>> queues = new LinkedHashMap<>();
  private final Map<String, Runnable> beforeSend = new LinkedHashMap<>();
  private int lastNumber;
  private int calls;
  private int fatalCall = Integer.MAX_VALUE;
  private boolean fatalAfterEffect;

  /** Queues with that clock. */
  public FakeOperatorQueues(Clock clock) {
    this.clock = clock;
  }

  private static final class Entry {
    private final String id;
    private final String wireText;
    private final Instant insertedAt;
    private Instant visibleAt;
    private long dequeueCount;
    private String receipt = "";

    Entry(String id, String wireText, Instant insertedAt) {
      this.id = id;
      this.wireText = wireText;
      this.insertedAt = insertedAt;
      this.visibleAt = insertedAt;
    }

    Message message() {
      return new Message(id, wireText, insertedAt, dequeueCount);
    }
  }

  /** The process is killed. */
  public static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Creates a queue. */
  public void create(String queueName) {
    queues.put(queueName, new ArrayList<>());
  }

  /** Puts a message on a queue, which need not exist, and tells its id. */
  public String put(String queueName, String wireText) {
    lastNumber++;
    String id = "id-" + lastNumber;
    queues
        .computeIfAbsent(queueName, name -> new ArrayList<>())
        .add(new Entry(id, wireText, now().truncatedTo(ChronoUnit.SECONDS)));
    return id;
  }

  /** What stands on a queue, what is hidden included. */
  public List<String> wireTexts(String queueName) {
    return queues.getOrDefault(queueName, List.of()).stream().map(e -> e.wireText).toList();
  }

  /** Kills the process at a call, counted from 1 and from now. */
  public void killAt(int call, boolean afterItsEffect) {
    fatalCall = calls + call;
    fatalAfterEffect = afterItsEffect;
  }

  /** The process runs again; tells whether it was killed. */
  public boolean revive() {
    boolean killed = calls >= fatalCall;
    fatalCall = Integer.MAX_VALUE;
    return killed;
  }

  /** Does something before each message that is sent to a queue. */
  public void beforeSendTo(String queueName, Runnable action) {
    beforeSend.put(queueName, action);
  }

  /** Somebody else takes all that is visible. */
  public List<Taken> takeAsSomebodyElse(String queueName) {
    return doTake(queueName, Integer.MAX_VALUE, Duration.ofHours(1));
  }

  @Override
  public Optional<Long> count(String queueName) {
    begin();
    return end(Optional.ofNullable(queues.get(queueName)).map(q -> (long) q.size()));
  }

  @Override
  public List<Message> peek(String queueName) {
    begin();
    return end(visible(queueName).stream().limit(MOST_AT_A_TIME).map(Entry::message).toList());
  }

  @Override
  public List<Taken> take(String queueName, int most, Duration hiddenFor) {
    begin();
    if (most < 1 || most > MOST_AT_A_TIME) {
      throw new IllegalArgumentException("A queue gives 1 to 32 messages, not " + most);
    }
    return end(doTake(queueName, most, hiddenFor));
  }

  private List<Taken> doTake(String queueName, int most, Duration hiddenFor) {
    return visible(queueName).stream()
        .limit(most)
        .map(
            e -> {
              e.dequeueCount++;
              hide(e, hiddenFor);
              return new Taken(queueName, e.message(), e.receipt);
            })
        .toList();
  }

  @Override
  public Optional<Taken> extend(Taken message, Duration hiddenFor) {
    begin();
    Optional<Entry> owned = owned(message);
    owned.ifPresent(e -> hide(e, hiddenFor));
    return end(owned.map(e -> new Taken(message.queueName(), message.message(), e.receipt)));
  }

  @Override
  public boolean delete(Taken message) {
    begin();
    Optional<Entry> owned = owned(message);
    owned.ifPresent(queues.get(message.queueName())::remove);
    return end(owned.isPresent());
  }

  @Override
  public boolean release(Taken message) {
    begin();
    Optional<Entry> owned = owned(message);
    owned.ifPresent(e -> hide(e, Duration.ZERO));
    return end(owned.isPresent());
  }

  @Override
  public void sendAsIs(String queueName, String wireText) {
    beforeSend.getOrDefault(queueName, () -> {}).run();
    begin();
    if (!queues.containsKey(queueName)) {
      throw new IllegalStateException("There is no queue " + queueName);
    }
    put(queueName, wireText);
    end(true);
  }

  @Override
  public Instant serviceTime() {
    begin();
    return end(now().truncatedTo(ChronoUnit.SECONDS));
  }

  private void begin() {
    calls++;
    if (calls > fatalCall || calls == fatalCall && !fatalAfterEffect) {
      throw new Killed();
    }
  }

  private <T> T end(T result) {
    if (calls == fatalCall) {
      throw new Killed();
    }
    return result;
  }

  private Instant now() {
    return clock.instant();
  }

  private void hide(Entry entry, Duration hiddenFor) {
    entry.visibleAt = now().plus(hiddenFor);
    lastNumber++;
    entry.receipt = "receipt-" + lastNumber;
  }

  private List<Entry> visible(String queueName) {
    return queues.getOrDefault(queueName, List.of()).stream()
        .filter(e -> !e.visibleAt.isAfter(now()))
        .toList();
  }

  private Optional<Entry> owned(Taken message) {
    return queues.getOrDefault(message.queueName(), List.of()).stream()
        .filter(e -> e.id.equals(message.message().id()))
        .filter(e -> e.receipt.equals(message.receipt()))
        .findFirst();
  }
}
