package highavailability.jobs;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a message of {@link OperatorQueues} says. The app moves messages as Base64; the Functions
 * host moves them as they stand, which may be anything.
 *
 * @param wire as it stands on the queue
 * @param encoding what it is taken for
 * @param text what it says; for bytes that are no text, how they stand on the wire
 */
public record WireText(String wire, Encoding encoding, String text) {
  /** How the text stands on the wire. */
  public enum Encoding {
    /** Base64 of UTF-8, as the triggers want it. */
    base64,
    /** Base64 of bytes that are no text. */
    binary,
    /** As it is. */
    raw
  }

  /** Reads a text. JSON is never legal Base64. */
  public static WireText of(String wire) {
    // As the Functions host: white space is skipped, the padding is needed.
    String packed = wire.replaceAll("[ \\t\\r\\n]", "");
    if (packed.length() % 4 != 0) {
      return new WireText(wire, Encoding.raw, wire);
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(packed);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new WireText(wire, Encoding.base64, text);
    } catch (CharacterCodingException e) {
      return new WireText(wire, Encoding.binary, wire);
    } catch (IllegalArgumentException e) {
      // It only looks like Base64, or not even that.
      return new WireText(wire, Encoding.raw, wire);
    }
  }

  /** The text as a trigger takes it: what is Base64 stays byte for byte what it is. */
  public String forTrigger() {
    return encoding != Encoding.raw
        ? wire
        : Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
