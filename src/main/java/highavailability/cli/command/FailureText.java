package highavailability.cli.command;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import highavailability.app.InvalidSettingsException;
import highavailability.jobs.Redaction;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Puts a failure into lines for the person at the command line: what, and what to do. */
public final class FailureText {
  private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");
  private static final int MOST_CAUSES = 20;

  private FailureText() {}

  /** One line, or one for each setting that is wrong. */
  public static List<String> of(Throwable failure) {
    if (failure instanceof InvalidSettingsException settings) {
      return settings.problems().stream().map(FailureText::oneLine).toList();
    }
    Optional<HttpResponseException> refusal =
        causes(failure)
            .filter(HttpResponseException.class::isInstance)
            .map(HttpResponseException.class::cast)
            .filter(e -> e.getResponse() != null)
            .findFirst();
    if (!isOurs(failure) && refusal.isPresent()) {
      return List.of(refusal(refusal.get()));
    }
    if (!isOurs(failure) && causes(failure).anyMatch(FailureText::isOfTheNetwork)) {
      return List.of(
          oneLine("a service cannot be reached: " + words(failure))
              + "; see that it is up, and that the settings name the right one (doctor tells more)");
    }
    return List.of(oneLine(words(failure)));
  }

  private static String refusal(HttpResponseException e) {
    int status = e.getResponse().getStatusCode();
    String code = e.getResponse().getHeaderValue(ERROR_CODE);
    String host = e.getResponse().getRequest().getUrl().getAuthority();
    String cure =
        switch (status) {
          case 401, 403 ->
              "AuthenticationFailed".equals(code)
                  ? "; see that the key in the secret is the account's, and this machine's clock right"
                  : "; see that you are signed in and have the role that this needs";
          case 404 -> "; msha init makes queues and tables that are missing";
          default -> "";
        };
    return host + " answered " + status + (code == null ? "" : " " + code) + cure;
  }

  private static boolean isOurs(Throwable failure) {
    return failure.getClass().getName().startsWith("highavailability.");
  }

  private static boolean isOfTheNetwork(Throwable cause) {
    return cause instanceof IOException || cause instanceof TimeoutException;
  }

  private static String words(Throwable failure) {
    return causes(failure)
        .map(Throwable::getMessage)
        .filter(m -> m != null && !m.isBlank())
        .findFirst()
        .orElse(failure.getClass().getSimpleName());
  }

  private static String oneLine(String text) {
    return Redaction.redact(text).replaceAll("\\s+", " ").strip();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, t -> t != null, Throwable::getCause).limit(MOST_CAUSES);
  }
}
