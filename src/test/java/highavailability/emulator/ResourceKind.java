package highavailability.emulator;

/**
 * One kind of entity of the account, such as its assets: what can be asked of all, of one, and by a
 * POST.
 */
interface ResourceKind {

  Reply onAll(ArmRequest request);

  Reply onOne(ArmRequest request, String name);

  Reply onAction(ArmRequest request, String name, String action);

  static ArmError unknownAction(String action) {
    return ArmError.notFound("There is no action '" + action + "' on this resource.");
  }
}
