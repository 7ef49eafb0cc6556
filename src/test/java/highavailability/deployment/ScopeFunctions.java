package highavailability.deployment;

import static highavailability.deployment.TemplateFunction.ANY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import highavailability.deployment.Expression.Call;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Template functions that depend on where they stand. */
final class ScopeFunctions {
  private static final Map<String, int[]> COUNTS =
      Map.ofEntries(
          Map.entry("parameters", new int[] {1, 1}),
          Map.entry("variables", new int[] {1, 1}),
          Map.entry("if", new int[] {3, 3}),
          Map.entry("copyindex", new int[] {0, 2}),
          Map.entry("lambda", new int[] {2, 3}),
          Map.entry("lambdavariables", new int[] {1, 1}),
          Map.entry("map", new int[] {2, 2}),
          Map.entry("filter", new int[] {2, 2}),
          Map.entry("resourceid", new int[] {2, ANY}),
          Map.entry("extensionresourceid", new int[] {3, ANY}),
          Map.entry("subscriptionresourceid", new int[] {2, ANY}),
          Map.entry("tenantresourceid", new int[] {2, ANY}),
          Map.entry("resourcegroup", new int[] {0, 0}),
          Map.entry("subscription", new int[] {0, 0}),
          Map.entry("tenant", new int[] {0, 0}),
          Map.entry("deployment", new int[] {0, 0}),
          Map.entry("environment", new int[] {0, 0}),
          Map.entry("reference", new int[] {1, 3}),
          Map.entry("listkeys", new int[] {2, 3}),
          Map.entry("listconnectionstrings", new int[] {2, 3}));

  private ScopeFunctions() {}

  static int[] argumentCounts(String lowerCaseName) {
    int[] counts = COUNTS.get(lowerCaseName);
    if (counts == null) {
      throw new TemplateException("there is no function " + lowerCaseName + "()");
    }
    return counts;
  }

  /** Whether the function gives a secret. */
  static boolean givesSecret(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith("list");
  }

  static JsonNode call(Call call, Scope scope) {
    return switch (call.function().toLowerCase(Locale.ROOT)) {
      case "if" -> choose(call, scope);
      case "map" -> map(call, scope);
      case "filter" -> filter(call, scope);
      case "lambda" -> throw new TemplateException("lambda() stands outside of map() and filter()");
      default -> eager(Evaluator.arguments(call, scope), scope);
    };
  }

  private static JsonNode eager(Arguments a, Scope scope) {
    Target target = scope.template().target();
    return switch (a.function().toLowerCase(Locale.ROOT)) {
      case "parameters" -> scope.template().parameter(a.text(0));
      case "variables" -> scope.template().variable(a.text(0));
      case "copyindex" -> copyIndex(a, scope);
      case "lambdavariables" -> lambdaVariable(a.text(0), scope);
      case "resourceid" -> resourceId(a, scope);
      case "extensionresourceid" -> used(ResourceIds.of(a.text(0), a.text(1), names(a, 2)), scope);
      case "subscriptionresourceid" -> subscriptionResourceId(a, scope);
      case "tenantresourceid" -> used(ResourceIds.of("", a.text(0), names(a, 1)), scope);
      case "resourcegroup" -> resourceGroup(target);
      case "subscription" ->
          object("id", target.subscription())
              .put("subscriptionId", target.subscriptionId())
              .put("tenantId", Target.TENANT)
              .put("displayName", "A subscription");
      case "tenant" -> object("tenantId", Target.TENANT);
      case "deployment" -> object("name", "a-deployment");
      case "environment" -> environment();
      case "reference" -> reference(a, scope);
      default -> list(a, scope);
    };
  }

  private static JsonNode choose(Call call, Scope scope) {
    JsonNode condition = Evaluator.evaluate(call.arguments().get(0), scope);
    if (!condition.isBoolean()) {
      throw new TemplateException("if() asks for a boolean, not " + condition);
    }
    return Evaluator.evaluate(call.arguments().get(condition.booleanValue() ? 1 : 2), scope);
  }

  private static JsonNode map(Call call, Scope scope) {
    ArrayNode mapped = JsonNodeFactory.instance.arrayNode();
    array(call, scope).forEach(e -> mapped.add(apply(call, e, mapped.size(), scope)));
    return mapped;
  }

  private static JsonNode filter(Call call, Scope scope) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    ArrayNode all = array(call, scope);
    for (int i = 0; i < all.size(); i++) {
      if (apply(call, all.get(i), i, scope) == BooleanNode.TRUE) {
        kept.add(all.get(i));
      }
    }
    return kept;
  }

  private static ArrayNode array(Call call, Scope scope) {
    if (Evaluator.evaluate(call.arguments().get(0), scope) instanceof ArrayNode array) {
      return array;
    }
    throw new TemplateException(call.function() + "() asks for an array");
  }

  private static JsonNode apply(Call call, JsonNode element, int index, Scope scope) {
    if (!(call.arguments().get(1) instanceof Call lambda)
        || !lambda.function().equalsIgnoreCase("lambda")) {
      throw new TemplateException(call.function() + "() asks for a lambda()");
    }
    Functions.check(lambda);
    List<Expression> parts = lambda.arguments();
    Scope inside = scope.with(name(parts.get(0)), element);
    if (parts.size() == 3) {
      inside = inside.with(name(parts.get(1)), IntNode.valueOf(index));
    }
    return Evaluator.evaluate(parts.get(parts.size() - 1), inside);
  }

  private static String name(Expression expression) {
    if (expression instanceof Expression.Text text) {
      return text.value();
    }
    throw new TemplateException("lambda() asks for the names of its variables first");
  }

  private static JsonNode lambdaVariable(String name, Scope scope) {
    JsonNode value = scope.lambdaVariables().get(name);
    if (value == null) {
      throw new TemplateException("there is no lambda variable " + name);
    }
    return value;
  }

  private static JsonNode copyIndex(Arguments a, Scope scope) {
    boolean named = a.count() > 0 && a.get(0).isTextual();
    Optional<String> name = named ? Optional.of(a.text(0)) : Optional.empty();
    int offset = a.count() > (named ? 1 : 0) ? a.integer(a.count() - 1) : 0;
    return IntNode.valueOf(scope.loopIndex(name) + offset);
  }

  /** Subscription and resource group may stand before the type, which is known by its slash. */
  private static JsonNode resourceId(Arguments a, Scope scope) {
    int type = 0;
    while (!a.text(type).contains("/")) {
      type++;
      if (type > 2 || type == a.count()) {
        throw new TemplateException("resourceId() has no resource type");
      }
    }
    Target target = scope.template().target();
    Target other =
        new Target(
            type == 2 ? a.text(0) : target.subscriptionId(),
            type == 0 ? target.resourceGroup() : a.text(type - 1));
    return used(ResourceIds.of(other.id(), a.text(type), names(a, type + 1)), scope);
  }

  private static JsonNode subscriptionResourceId(Arguments a, Scope scope) {
    int type = a.text(0).contains("/") ? 0 : 1;
    String subscription =
        type == 0 ? scope.template().target().subscription() : "/subscriptions/" + a.text(0);
    return used(ResourceIds.of(subscription, a.text(type), names(a, type + 1)), scope);
  }

  private static List<String> names(Arguments a, int from) {
    return IntStream.range(from, a.count()).mapToObj(a::text).toList();
  }

  private static JsonNode used(String id, Scope scope) {
    scope.template().use(id);
    return TextNode.valueOf(id);
  }

  private static JsonNode reference(Arguments a, Scope scope) {
    boolean full = a.count() == 3 && a.text(2).equalsIgnoreCase("Full");
    return runtime(a, scope).reference(idOf(a, scope), full);
  }

  private static JsonNode list(Arguments a, Scope scope) {
    return runtime(a, scope).list(a.function(), idOf(a, scope));
  }

  private static String idOf(Arguments a, Scope scope) {
    if (!ResourceIds.isId(a.text(0))) {
      throw new TemplateException(
          "%s('%s') asks for a resource id".formatted(a.function(), a.text(0)));
    }
    scope.template().use(a.text(0));
    scope.template().refer(a.text(0));
    return a.text(0);
  }

  private static Runtime runtime(Arguments a, Scope scope) {
    if (!scope.runtime()) {
      throw new TemplateException(
          a.function()
              + "() stands where no resource exists yet; only properties of resources and outputs"
              + " may have it");
    }
    return scope.template().runtime();
  }

  private static ObjectNode object(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }

  private static ObjectNode resourceGroup(Target target) {
    return object("id", target.id())
        .put("name", target.resourceGroup())
        .put("location", Target.LOCATION);
  }

  private static ObjectNode environment() {
    ObjectNode environment = object("name", "AzureCloud");
    environment.put("resourceManager", "https://management.azure.com/");
    environment
        .putObject("suffixes")
        .put("storage", "core.windows.net")
        .put("keyvaultDns", ".vault.azure.net");
    return environment;
  }
}
