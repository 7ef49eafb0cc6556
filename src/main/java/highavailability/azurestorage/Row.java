package highavailability.azurestorage;

import com.azure.data.tables.models.TableEntity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A row of a table with typed properties. An absent value makes an absent property. */
final class Row {
  /** Longest text that a person is told; far below what a property holds. */
  static final int MAX_MESSAGE_LENGTH = 4_096;

  /** Longest text that a property holds. */
  static final int MAX_TEXT_LENGTH = 32_768;

  private static final String ETAG = "odata.etag";

  private final TableEntity entity;

  private Row(TableEntity entity) {
    this.entity = entity;
  }

  static Row at(String partitionKey, String rowKey) {
    return new Row(new TableEntity(partitionKey, rowKey));
  }

  static Row of(TableEntity entity) {
    return new Row(entity);
  }

  TableEntity entity() {
    return entity;
  }

  String partitionKey() {
    return entity.getPartitionKey();
  }

  String rowKey() {
    return entity.getRowKey();
  }

  Optional<String> etag() {
    return Optional.ofNullable(entity.getETag());
  }

  Row withEtag(String etag) {
    return put(ETAG, etag);
  }

  Row with(String property, String text) {
    return put(property, cut(text, MAX_TEXT_LENGTH));
  }

  /** Text for a person, which is cut when it is very long. */
  Row withMessage(String property, String text) {
    return put(property, cut(text, MAX_MESSAGE_LENGTH));
  }

  Row with(String property, int number) {
    return put(property, number);
  }

  Row with(String property, long number) {
    return put(property, number);
  }

  Row with(String property, double number) {
    return put(property, number);
  }

  Row with(String property, boolean flag) {
    return put(property, flag);
  }

  Row with(String property, Instant time) {
    return put(property, toMicros(time).atOffset(ZoneOffset.UTC));
  }

  /** Text of up to 64 KiB, twice what a text property holds. */
  Row withBinary(String property, String text) {
    return put(property, text.getBytes(StandardCharsets.UTF_8));
  }

  String text(String property) {
    return required(property, optionalText(property));
  }

  Optional<String> optionalText(String property) {
    return value(property, String.class);
  }

  int number(String property) {
    return required(property, value(property, Number.class)).intValue();
  }

  long longNumber(String property) {
    return required(property, value(property, Number.class)).longValue();
  }

  OptionalInt optionalNumber(String property) {
    return value(property, Number.class).stream().mapToInt(Number::intValue).findFirst();
  }

  OptionalDouble optionalDouble(String property) {
    return value(property, Number.class).stream().mapToDouble(Number::doubleValue).findFirst();
  }

  Optional<Boolean> optionalFlag(String property) {
    return value(property, Boolean.class);
  }

  Instant time(String property) {
    return required(property, optionalTime(property));
  }

  Optional<Instant> optionalTime(String property) {
    return value(property, OffsetDateTime.class).map(OffsetDateTime::toInstant);
  }

  Optional<String> optionalBinary(String property) {
    return value(property, byte[].class).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  boolean has(String property) {
    return entity.getProperty(property) != null;
  }

  /** A time as a table keeps it: finer digits than the service's would be refused. */
  static Instant toMicros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = length - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private Row put(String property, Object value) {
    entity.addProperty(property, value);
    return this;
  }

  private <T> Optional<T> value(String property, Class<T> type) {
    Object value = entity.getProperty(property);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw new IllegalStateException(
          describe(property)
              + " is a "
              + value.getClass().getSimpleName()
              + " and should be a "
              + type.getSimpleName()
              + "; somebody changed it by hand.");
    }
    return Optional.of(type.cast(value));
  }

  private <T> T required(String property, Optional<T> value) {
    return value.orElseThrow(
        () -> new IllegalStateException(describe(property) + " is missing in the table."));
  }

  private String describe(String property) {
    return "Property "
        + property
        + " of the row with PartitionKey '"
        + partitionKey()
        + "' and RowKey '"
        + rowKey()
        + "'";
  }
}
