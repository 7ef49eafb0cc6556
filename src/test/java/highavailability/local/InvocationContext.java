package highavailability.local;

import com.microsoft.azure.functions.ExecutionContext;
import java.util.UUID;
import java.util.logging.Logger;

/** What a function learns of its invocation. */
record InvocationContext(String functionName, String invocationId) implements ExecutionContext {

  static InvocationContext of(FunctionDescriptor function) {
    return new InvocationContext(function.name(), UUID.randomUUID().toString());
  }

  @Override
  public Logger getLogger() {
    return Logger.getLogger("Function." + functionName);
  }

  @Override
  public String getInvocationId() {
    return invocationId;
  }

  @Override
  public String getFunctionName() {
    return functionName;
  }
}
