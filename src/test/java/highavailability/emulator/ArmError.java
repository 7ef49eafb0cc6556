package highavailability.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A refusal as Azure Resource Manager words it: a status and a body of code, message and details.
 */
final class ArmError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private ArmError(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static ArmError of(int status, String code, String message) {
    return new ArmError(status, code, message);
  }

  static ArmError badRequest(String message) {
    return new ArmError(400, "BadRequest", message);
  }

  static ArmError notFound(String message) {
    return new ArmError(404, "NotFound", message);
  }

  static ArmError conflict(String message) {
    return new ArmError(409, "Conflict", message);
  }

  static ArmError methodNotAllowed(String method) {
    return new ArmError(
        405, "MethodNotAllowed", "The resource does not support the method '" + method + "'.");
  }

  /** The refusal that a fault asks for. */
  static ArmError onPurpose(int status, String method) {
    return switch (status) {
      case 401 ->
          new ArmError(401, "InvalidAuthenticationToken", "The access token is not accepted.");
      case 403 ->
          new ArmError(
              403,
              "AuthorizationFailed",
              "The client is not authorized to perform this " + method + " over this scope.");
      case 404 -> notFound("The resource was not found.");
      case 408 -> new ArmError(408, "RequestTimeout", "The request took too long.");
      case 409 -> conflict("The resource is being changed by another request.");
      case 429 ->
          new ArmError(
              429, "TooManyRequests", "The request is throttled: the limit has been reached.");
      case 502 -> new ArmError(502, "BadGateway", "The service behind the gateway failed.");
      case 503 ->
          new ArmError(503, "ServiceUnavailable", "The service is unavailable at the moment.");
      case 504 -> new ArmError(504, "GatewayTimeout", "The gateway got no answer in time.");
      default ->
          status < 500
              ? new ArmError(status, "BadRequest", "The request is refused.")
              : new ArmError(status, "InternalServerError", "The service has a problem.");
    };
  }

  int status() {
    return status;
  }

  Reply reply() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode error = body.putObject("error");
    error.put("code", code);
    error.put("message", getMessage());
    error.putArray("details");
    return Reply.json(status, body);
  }
}
