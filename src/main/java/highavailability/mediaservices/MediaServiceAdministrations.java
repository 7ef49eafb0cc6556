package highavailability.mediaservices;

/** What operators do at the instances of the secret {@code AMSConfiguration}. */
public interface MediaServiceAdministrations {
  /**
   * The administration of an instance, by its name in any case.
   *
   * @throws UnknownInstanceException when the configuration has none of that name
   */
  MediaServiceAdministration administrationOf(String accountName);
}
