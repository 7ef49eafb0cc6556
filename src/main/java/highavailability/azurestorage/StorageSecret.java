package highavailability.azurestorage;

import java.util.Objects;

/**
 * How to reach a storage service: a connection string, or the https URI of the service, which the
 * app then signs in to with its identity.
 *
 * @param name the secret's name, for error messages
 * @param value its value, which {@link #toString} leaves out
 */
public record StorageSecret(String name, String value) {
  /** Rejects nulls. */
  public StorageSecret {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }

  boolean isServiceUri() {
    return value.strip().regionMatches(true, 0, "https://", 0, "https://".length());
  }

  @Override
  public String toString() {
    return "StorageSecret[name=" + name + "]";
  }
}
