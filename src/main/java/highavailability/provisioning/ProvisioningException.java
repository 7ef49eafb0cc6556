package highavailability.provisioning;

/** An asset that cannot be provisioned in an instance; the text says where, why, and what to do. */
public final class ProvisioningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes what is wrong. */
  public ProvisioningException(String message) {
    super(message);
  }

  /** Takes what is wrong and what led to it. */
  public ProvisioningException(String message, Throwable cause) {
    super(message, cause);
  }
}
