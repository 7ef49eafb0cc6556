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

  /** Whether the secret is a service URI. */
  public boolean isServiceUri() {
    return value.strip().regionMatches(true, 0, "https://", 0, "https://".length());
  }

  /** Whether the secret is a connection string with a shared access signature in place of a key. */
  public boolean holdsSharedAccessSignature() {
    return value.contains("SharedAccessSignature=");
  }

  @Override
  public String toString() {
    return "StorageSecret[name=" + name + "]";
  }
}
