package highavailability.local;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * How a queue message's body stands on the wire ({@code extensions.queues.messageEncoding} of
 * host.json).
 */
enum MessageEncoding {
  /** Base64, the default. */
  BASE64 {
    @Override
    Optional<byte[]> decode(String wire) {
      // .NET's decoder skips white space and wants the padding; Java's does neither.
      String packed = wire.replaceAll("[ \\t\\r\\n]", "");
      if (packed.length() % 4 != 0) {
        return Optional.empty();
      }
      try {
        return Optional.of(Base64.getDecoder().decode(packed));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  },

  /** The text as it is. */
  NONE {
    @Override
    Optional<byte[]> decode(String wire) {
      return Optional.of(wire.getBytes(StandardCharsets.UTF_8));
    }
  };

  /** The body's bytes; empty when the text is not in this encoding. */
  abstract Optional<byte[]> decode(String wire);

  /**
   * The bytes as text.
   *
   * @throws CharacterCodingException when they are not UTF-8
   */
  static String text(byte[] body) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
  }
}
