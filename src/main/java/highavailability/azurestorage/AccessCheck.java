package highavailability.azurestorage;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import highavailability.jobs.StorageChecks.Result;
import highavailability.jobs.StorageChecks.State;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Tries one right to read and one to write, and puts what happens into words.
 *
 * @param secret leads to the service
 * @param role that an identity needs
 * @param connect makes a client
 * @param urlOf the client's service
 */
record AccessCheck<T>(
    StorageSecret secret,
    String role,
    Function<StorageSecret, T> connect,
    Function<T, String> urlOf) {
  private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /**
   * Tries both.
   *
   * @param write changes something that does not exist
   */
  Result result(Consumer<T> read, Consumer<T> write) {
    T client;
    try {
      client = connect.apply(secret);
    } catch (IllegalArgumentException e) {
      return new Result(State.OTHER, "", StorageFailure.oneLine(e), Optional.empty());
    }
    String host = URI.create(urlOf.apply(client)).getAuthority();
    try {
      read.accept(client);
    } catch (RuntimeException e) {
      return status(e) == NOT_FOUND
          ? result(State.MISSING, host, "does not exist")
          : failed(host, "cannot be read", e);
    }
    try {
      write.accept(client);
    } catch (RuntimeException e) {
      // Who may not write is told so before anything else.
      if (status(e) != NOT_FOUND && status(e) != BAD_REQUEST) {
        return failed(host, "cannot be written to", e);
      }
    }
    return result(State.OK, host, "");
  }

  private Result failed(String host, String what, RuntimeException e) {
    int status = status(e);
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      return result(State.FORBIDDEN, host, what + ": " + host + " answered " + answer(e));
    }
    if (status != 0) {
      return result(State.OTHER, host, what + ": " + host + " answered " + answer(e));
    }
    if (causes(e).anyMatch(ClientAuthenticationException.class::isInstance)) {
      return result(State.FORBIDDEN, host, what + ": nobody is signed in");
    }
    boolean network =
        causes(e).anyMatch(c -> c instanceof IOException || c instanceof TimeoutException);
    return network
        ? result(State.UNREACHABLE, host, host + " gives no answer: " + StorageFailure.oneLine(e))
        : result(State.OTHER, host, what + ": " + StorageFailure.oneLine(e));
  }

  private Result result(State state, String host, String detail) {
    return new Result(
        state, host, detail, secret.isServiceUri() ? Optional.of(role) : Optional.empty());
  }

  private static String answer(Throwable failure) {
    return response(failure)
        .map(
            e -> {
              String code = e.getResponse().getHeaderValue(ERROR_CODE);
              return e.getResponse().getStatusCode() + (code == null ? "" : " " + code);
            })
        .orElse("");
  }

  private static int status(Throwable failure) {
    return response(failure).map(e -> e.getResponse().getStatusCode()).orElse(0);
  }

  private static Optional<HttpResponseException> response(Throwable failure) {
    return causes(failure)
        .filter(HttpResponseException.class::isInstance)
        .map(HttpResponseException.class::cast)
        .filter(e -> e.getResponse() != null)
        .findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, t -> t != null, Throwable::getCause);
  }
}
