package highavailability.cli.doctor;

import highavailability.azurestorage.StorageSecret;
import highavailability.cli.doctor.Finding.About;
import highavailability.jobs.StorageChecks.Result;
import java.util.function.Supplier;

/** Says what a look at storage means. */
final class StorageAccess {
  private StorageAccess() {}

  /** The same for blobs, which are not only read and written but copied. */
  static Finding ofAssets(About about, StorageSecret secret, Supplier<Result> look) {
    return secret.holdsSharedAccessSignature()
        ? about.problem(
            "secret "
                + secret.name()
                + " holds a shared access signature, which no copy can be signed with",
            "put a connection string with AccountKey, or the https URI of the blob service, into it")
        : finding(about, secret.name(), look.get());
  }

  /** The finding for a look at what the given secret leads to. */
  static Finding finding(About about, String secretName, Result result) {
    String secret = "secret " + secretName;
    return switch (result.state()) {
      case OK -> about.ok("can be read and written to");
      case MISSING -> about.problem(result.detail(), "run msha init");
      case FORBIDDEN ->
          about.problem(
              result.detail(),
              result
                  .role()
                  .map(
                      role ->
                          "sign in (az login), and give the identity the role "
                              + role
                              + " at "
                              + result.host())
                  .orElse(
                      "copy the connection string again from the storage account's access keys"
                          + " into "
                          + secret
                          + ", and see that the account's firewall lets this machine in"));
      case UNREACHABLE ->
          about.problem(
              result.detail(),
              "see that "
                  + result.host()
                  + " is up and lets this machine in, and that "
                  + secret
                  + " names the right account");
      case OTHER -> about.problem(result.detail(), "correct " + secret);
    };
  }
}
