package highavailability.azurestorage;

import highavailability.jobs.Names;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * The one way to make a table key. A key is made of parts with {@code ~} between them; a part is a
 * name in lower case in which everything that a key may not hold, or that means something here, is
 * written as {@code :xx} (hexadecimal). So two keys are equal only when their names are equal but
 * for case.
 */
final class TableKeys {
  /**
   * Cosmos DB for Table takes 255 bytes of UTF-8 in a row key (Table Storage 512 characters); the
   * rest is for the number of an attempt.
   */
  static final int MAX_PART_BYTES = 240;

  /** The row key of tables that have one row in a partition. */
  static final String ONLY_ROW = "0";

  // No key may hold the first four. The others are legal, but clients get them wrong.
  private static final String ESCAPED = "/\\#?" + "%'+" + ":" + Names.SEPARATOR;

  private static final int HASH_BYTES = 16;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSSSSS").withZone(ZoneOffset.UTC);

  private TableKeys() {}

  /** One name as a key, or as a part of one. */
  static String part(String name) {
    String escaped = escape(Names.canonical(name));
    if (utf8Length(escaped) <= MAX_PART_BYTES) {
      return escaped;
    }
    String end = ":h" + hash(Names.canonical(name));
    return cut(escaped, MAX_PART_BYTES - end.length()) + end;
  }

  /** A key of two parts, which are made by {@link #part} or hold digits only. */
  static String join(String part, String other) {
    return part + Names.SEPARATOR + other;
  }

  /** A key for a row that is no job's, in the table of jobs: no part is ever empty. */
  static String reserved(String kind, String name) {
    return Names.SEPARATOR + join(kind, part(name));
  }

  /** A time in UTC as digits that sort by time. */
  static String time(Instant time) {
    return TIME.format(time);
  }

  /** A filter for all rows in the partitions between two, both included. */
  static String filterPartitions(String from, String to) {
    return "PartitionKey ge " + literal(from) + " and PartitionKey le " + literal(to);
  }

  /** A filter for all rows of a partition. */
  static String filterPartition(String key) {
    return "PartitionKey eq " + literal(key);
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String escape(String name) {
    StringBuilder key = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (ESCAPED.indexOf(c) >= 0 || Character.isISOControl(c)) {
        key.append(':').append(HexFormat.of().toHexDigits((byte) c));
      } else if (isUnpairedSurrogate(name, i)) {
        key.append(":u").append(HexFormat.of().toHexDigits(c));
      } else {
        key.append(c);
      }
    }
    return key.toString();
  }

  // UTF-8 has no form for half a pair: all of them would become the same question mark.
  private static boolean isUnpairedSurrogate(String name, int i) {
    char c = name.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == name.length() || !Character.isLowSurrogate(name.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(name.charAt(i - 1)));
  }

  private static String cut(String text, int bytes) {
    int end = Math.min(text.length(), bytes);
    while (utf8Length(text.substring(0, end)) > bytes
        || Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String hash(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_16BE));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
