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
