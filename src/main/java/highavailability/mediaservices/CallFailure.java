package highavailability.mediaservices;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementError;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;

/**
 * What a failure of the SDK says about a call.
 *
 * @param outcome what the instance did
 * @param status the HTTP status, if there was an answer
 * @param detail one line without secrets
 * @param absent whether the thing that was asked for does not exist, while its account does
 * @param cause what to attach; an answer's own exception is left out, because it carries the body
 */
record CallFailure(
    Outcome outcome, OptionalInt status, String detail, boolean absent, Optional<Throwable> cause) {

  private static final Set<String> CODES_OF_A_MISSING_ACCOUNT =
      Set.of(
          "resourcegroupnotfound",
          "subscriptionnotfound",
          "parentresourcenotfound",
          "invalidresourcetype",
          "invalidresourcenamespace",
          "noregisteredproviderfound");

  // Resource Manager uses one code for an account and for what is below it; its words tell them
  // apart, because they name the whole path.
  private static final Pattern ACCOUNT_NOT_FOUND =
      Pattern.compile(
          "(?i)microsoft\\.media/mediaservices/[^/'\"\\s]+['\"]?\\s+under resource group");

  static CallFailure of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof CallNotSentException notSent) {
        return notSent(notSent);
      }
      if (t instanceof HttpResponseException answered && answered.getResponse() != null) {
        return answered(answered);
      }
      if (t instanceof BrokenAnswerException broken) {
        return new CallFailure(
            Outcome.UNKNOWN, OptionalInt.of(200), broken.getMessage(), false, Optional.empty());
      }
      if (t instanceof IOException
          || t instanceof TimeoutException
          || t instanceof InterruptedException
          || t instanceof UnresolvedAddressException) {
        return unanswered(t);
      }
    }
    return new CallFailure(
        Outcome.UNKNOWN,
        OptionalInt.empty(),
        "broken answer: " + ErrorText.of(failure),
        false,
        Optional.of(failure));
  }

  static Outcome outcomeOf(int status) {
    return switch (status) {
      case 408, 429, 503 -> Outcome.UNAVAILABLE;
      default -> status >= 300 && status < 500 ? Outcome.REFUSED : Outcome.UNKNOWN;
    };
  }

  private static CallFailure notSent(CallNotSentException e) {
    boolean refused = e.status().isPresent() && outcomeOf(e.status().getAsInt()) == Outcome.REFUSED;
    return new CallFailure(
        refused ? Outcome.REFUSED : Outcome.UNAVAILABLE,
        e.status(),
        ErrorText.of(e.getMessage()),
        false,
        Optional.ofNullable(e.getCause()));
  }

  private static CallFailure answered(HttpResponseException e) {
    HttpResponse response = e.getResponse();
    int status = response.getStatusCode();
    Optional<ManagementError> error =
        Optional.ofNullable(e.getValue())
            .filter(ManagementError.class::isInstance)
            .map(ManagementError.class::cast);
    String code = error.map(ManagementError::getCode).orElse("");
    String message = error.map(ManagementError::getMessage).orElse("");
    String detail;
    if (status < 300) {
      detail = "an answer that cannot be read";
    } else if (code == null || code.isEmpty()) {
      detail = "no error code";
    } else {
      detail = ErrorText.of(code + ": " + message);
    }
    return new CallFailure(
        outcomeOf(status),
        OptionalInt.of(status),
        detail,
        status == 404 && !isAboutTheAccount(code, message) && !isForeignPage(response),
        Optional.empty());
  }

  private static boolean isAboutTheAccount(String code, String message) {
    return (code != null && CODES_OF_A_MISSING_ACCOUNT.contains(code.toLowerCase(Locale.ROOT)))
        || (message != null && ACCOUNT_NOT_FOUND.matcher(message).find());
  }

  // A gateway in front of the service has pages of its own: they do not say that a job is gone.
  private static boolean isForeignPage(HttpResponse response) {
    String type = response.getHeaderValue(HttpHeaderName.CONTENT_TYPE);
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html");
  }

  private static CallFailure unanswered(Throwable e) {
    return new CallFailure(
        neverReached(e) ? Outcome.UNAVAILABLE : Outcome.UNKNOWN,
        OptionalInt.empty(),
        ErrorText.of(e),
        false,
        Optional.of(e));
  }

  private static boolean neverReached(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (isConnecting(t)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isConnecting(Throwable e) {
    return e instanceof ConnectException
        || e instanceof HttpConnectTimeoutException
        || e instanceof UnknownHostException
        || e instanceof UnresolvedAddressException
        || e instanceof NoRouteToHostException
        || e instanceof SSLHandshakeException;
  }
}
