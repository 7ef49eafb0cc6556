package highavailability.local;

import com.azure.storage.queue.models.QueueMessageItem;

/**
 * What a queue trigger tells of its message besides the message.
 *
 * @param dequeueCount how often the message was delivered, this time included
 * @param insertionTime when it was put on the queue; the host hands the time over as JSON, so it
 *     stands in quotes
 */
record MessageMetadata(long dequeueCount, String insertionTime) {
  /** For triggers that have no message. */
  static final MessageMetadata NONE = new MessageMetadata(0, "");

  static MessageMetadata of(QueueMessageItem message) {
    return new MessageMetadata(
        message.getDequeueCount(), '"' + message.getInsertionTime().toString() + '"');
  }
}
