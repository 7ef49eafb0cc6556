package highavailability.local;

import java.time.Duration;

/**
 * The queue trigger's settings in host.json, {@code extensions.queues}. Names, limits and defaults
 * are those of azure-sdk-for-net, Microsoft.Azure.WebJobs.Extensions.Storage.Common, QueuesOptions.
 *
 * @param batchSize how many messages are fetched at once, 1 to 32
 * @param newBatchThreshold the number of running messages down to which no new batch is fetched
 * @param maxPollingInterval the longest pause between two looks into an empty queue
 * @param visibilityTimeout how long a message stays invisible after a failed run
 * @param maxDequeueCount how often a message is tried before it is moved to the poison queue
 * @param messageEncoding how a body stands on the wire
 */
record QueueSettings(
    int batchSize,
    int newBatchThreshold,
    Duration maxPollingInterval,
    Duration visibilityTimeout,
    int maxDequeueCount,
    MessageEncoding messageEncoding) {

  static final int DEFAULT_BATCH_SIZE = 16;
  static final int MAX_BATCH_SIZE = 32;
  static final int DEFAULT_MAX_DEQUEUE_COUNT = 5;
  static final Duration MIN_POLLING_INTERVAL = Duration.ofMillis(100);
  static final Duration DEFAULT_MAX_POLLING_INTERVAL = Duration.ofMinutes(1);

  /** How many messages of one function run at once at most. */
  int maxConcurrency() {
    return batchSize + newBatchThreshold;
  }
}
