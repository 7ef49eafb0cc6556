package highavailability.jobs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that follow from a job: whoever derives one, whenever and in whatever region, gets the same.
 * Name-based UUIDs (version 5, RFC 9562).
 */
public final class DerivedIds {
  private static final UUID NAMESPACE = UUID.fromString("6d3c4d1e-8a55-4c6e-9a0f-2f7a1d0b9c11");

  private DerivedIds() {}

  /** The id of a thing that a job has one of. */
  public static UUID of(String jobName, String thing) {
    byte[] hash =
        sha1()
            .digest(
                ByteBuffer.allocate(16 + byteLength(jobName, thing))
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .put(name(jobName, thing))
                    .array());
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    long most = bytes.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x5000L;
    long least = bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(most, least);
  }

  private static int byteLength(String jobName, String thing) {
    return name(jobName, thing).length;
  }

  private static byte[] name(String jobName, String thing) {
    return (Names.canonical(jobName) + Names.SEPARATOR + thing).getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-1", e);
    }
  }
}
