package highavailability.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import highavailability.jobs.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorTest {
  private static final String TEMPLATE =
      """
      {
        "parameters": {
          "name": {"type": "string", "defaultValue": "box"},
          "regions": {"type": "array", "defaultValue": [{"host": "a"}, {"host": "b"}]}
        },
        "variables": {
          "long": "[concat(parameters('name'), '-long')]",
          "loop": "[variables('loop')]",
          "copy": [{"name": "hosts", "count": 2, "input": "[parameters('regions')[copyIndex('hosts')].host]"}]
        }
      }
      """;

  private final Scope scope =
      Scope.of(
          new TemplateScope("t.json", Json.tree(TEMPLATE), Map.of(), Target.EXAMPLE, noRuntime()));

  private static Runtime noRuntime() {
    return new Runtime() {
      @Override
      public JsonNode reference(String id, boolean full) {
        return StandIns.reference(id, full);
      }

      @Override
      public JsonNode list(String function, String id) {
        return StandIns.list(function, id);
      }
    };
  }

  private JsonNode evaluate(String text) {
    return Evaluator.evaluate(TextNode.valueOf(text), scope.atRuntime(), "here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain                                                  | `\"plain\"`",
        "[[literal]                                             | `\"[literal]\"`",
        "[] not an expression                                   | `\"[] not an expression\"`",
        "['it''s']                                              | `\"it's\"`",
        "[-3]                                                   | -3",
        "[parameters('name')]                                   | `\"box\"`",
        "[ parameters( 'regions' ) [ 1 ] . host ]               | `\"b\"`",
        "[variables('long')]                                    | `\"box-long\"`",
        "[variables('hosts')]                                   | `[\"a\",\"b\"]`",
        "[if(equals(1, 1), 'yes', parameters('missing'))]       | `\"yes\"`",
        "[and(true(), not(false()), or(false(), true()))]       | true",
        "[equals(createArray(1), createArray(1))]               | true",
        "[coalesce(null(), 'x')]                                | `\"x\"`",
        "[add(2, mul(3, sub(7, div(5, 2))))]                    | 17",
        "[concat('a', 1, true())]                               | `\"a1True\"`",
        "[concat(createArray('a'), createArray('b'))]           | `[\"a\",\"b\"]`",
        "[format('{0}-{1}-{{}}-{0}', 'a', 2)]                   | `\"a-2-{}-a\"`",
        "[toLower('AbC')]                                       | `\"abc\"`",
        "[substring('abcdef', 1, 2)]                            | `\"bc\"`",
        "[take('ab', 24)]                                       | `\"ab\"`",
        "[take(createArray(1, 2, 3), 2)]                        | [1,2]",
        "[skip('abc', 2)]                                       | `\"c\"`",
        "[last(split('a/b/c', '/'))]                            | `\"c\"`",
        "[first(split('a/b', '/'))]                             | `\"a\"`",
        "[split('a/b', '/')[1]]                                 | `\"b\"`",
        "[length('abc')]                                        | 3",
        "[empty(createArray())]                                 | true",
        "[empty(null())]                                        | true",
        "[contains('abc', 'b')]                                 | true",
        "[contains(createObject('Key', 1), 'key')]              | true",
        "[contains(createArray('a'), 'b')]                      | false",
        "[union(createObject('a', 1, 'o', createObject('x', 1)), createObject('a', 2, 'o', createObject('y', 2)))] | `{\"a\":2,\"o\":{\"x\":1,\"y\":2}}`",
        "[range(2, 3)]                                          | [2,3,4]",
        "[map(range(0, 2), lambda('i', add(lambdaVariables('i'), 5)))] | [5,6]",
        "[map(createArray('a', 'b'), lambda('e', 'i', concat(lambdaVariables('e'), lambdaVariables('i'))))] | `[\"a0\",\"b1\"]`",
        "[filter(parameters('regions'), lambda('r', equals(lambdaVariables('r').host, 'b')))] | `[{\"host\":\"b\"}]`",
        "[items(createObject('b', 2, 'a', 1))]                  | `[{\"key\":\"a\",\"value\":1},{\"key\":\"b\",\"value\":2}]`",
        "[objectKeys(createObject('b', 2, 'a', 1))]             | `[\"a\",\"b\"]`",
        "[tryGet(parameters('regions')[0], 'port')]             | null",
        "[parameters('regions')[0].?port]                       | null",
        "[parameters('regions')[0]['host']]                     | `\"a\"`",
        "[string(createObject('a', null()))]                    | `\"{\\\"a\\\":null}\"`",
        "[json('{\"a\":[1]}').a[0]]                             | 1",
        "[padLeft(7, 3, '0')]                                   | `\"007\"`",
        "[replace('a.b', '.', '-')]                             | `\"a-b\"`",
        "[startsWith('Abc', 'aB')]                              | true",
        "[join(createArray('a', 'b'), ',')]                     | `\"a,b\"`",
        "[flatten(createArray(createArray(1), createArray(2)))] | [1,2]",
        "[resourceGroup().name]                                 | `\"msha-rg\"`",
        "[resourceId('A.B/c', 'n')]                             | `\"/subscriptions/5ab50001-0000-4000-8000-000000000000/resourceGroups/msha-rg/providers/A.B/c/n\"`",
        "[resourceId('s', 'g', 'A.B/c/d', 'n', 'm')]            | `\"/subscriptions/s/resourceGroups/g/providers/A.B/c/n/d/m\"`",
        "[resourceId('g', 'A.B/c', 'n')]                        | `\"/subscriptions/5ab50001-0000-4000-8000-000000000000/resourceGroups/g/providers/A.B/c/n\"`",
        "[subscriptionResourceId('s', 'A.B/c', 'n')]            | `\"/subscriptions/s/providers/A.B/c/n\"`",
        "[extensionResourceId('/x/y', 'A.B/c', 'n')]            | `\"/x/y/providers/A.B/c/n\"`",
        "[reference(resourceId('Microsoft.Storage/storageAccounts', 'st')).primaryEndpoints.queue] | `\"https://st.queue.core.windows.net/\"`",
      })
  void expressions_have_the_values_that_azure_gives_them(String text, String json) {
    assertEquals(json, Json.write(evaluate(text)));
  }

  @Test
  void unique_texts_are_stable_differ_and_have_thirteen_characters() {
    String one = evaluate("[uniqueString('a')]").asText();

    assertTrue(one.matches("[a-z0-9]{13}"), one);
    assertEquals(one, evaluate("[uniqueString('a')]").asText());
    assertTrue(!one.equals(evaluate("[uniqueString('b')]").asText()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[nothing('x')]                     | there is no function nothing()",
        "[parameters('missing')]            | there is no parameter missing",
        "[variables('missing')]             | there is no variable missing",
        "[variables('loop')]                | variable loop is made of itself",
        "[parameters('regions')[2]]         | there is no element 2",
        "[parameters('regions')[0].port]    | there is no property port",
        "[toLower('a', 'b')]                | toLower() takes 1 arguments, not 2",
        "[if(true(), 'a')]                  | if() takes 3 arguments, not 2",
        "[toLower(1)]                       | argument 1 of toLower() must be a text",
        "[substring('abc', 2, 5)]           | beyond the text's end",
        "[format('{1}', 'a')]               | lacks a value for {1}",
        "[copyIndex()]                      | outside of a loop",
        "[copyIndex('other')]               | names no loop around it",
        "[resourceId('A.B/c/d', 'n')]       | has 2 parts below its provider but there are 1 names",
        "[reference('name').x]              | asks for a resource id",
        "[concat('a']                       | lacks a )",
        "['a]                               | a text without end",
        "[concat('a') 'b']                  | ends too early",
        "[if('true', 1, 2)]                 | if() asks for a boolean",
        "[lambda('x', 1)]                   | outside of map() and filter()",
        "[map(range(0, 1), 'x')]            | asks for a lambda()",
        "[lambdaVariables('x')]             | there is no lambda variable x",
      })
  void what_is_wrong_is_told_with_template_and_place(String text, String problem) {
    String message = assertThrows(TemplateException.class, () -> evaluate(text)).getMessage();

    assertTrue(message.startsWith("t.json: "), message);
    assertTrue(message.contains(problem), message);
  }

  @Test
  void a_resource_is_not_referenced_before_it_exists() {
    TextNode text = TextNode.valueOf("[reference(resourceId('Microsoft.Web/sites', 'f'))]");

    String message =
        assertThrows(TemplateException.class, () -> Evaluator.evaluate(text, scope, "name"))
            .getMessage();

    assertTrue(message.contains("no resource exists yet"), message);
  }

  @Test
  void a_loop_of_a_property_becomes_an_array() {
    JsonNode json =
        Json.tree(
            "{'copy':[{'name':'ports','count':2,'input':\"[add(80, copyIndex('ports'))]\"}]}"
                .replace("'copy'", "\"copy\"")
                .replace("'name':'ports'", "\"name\":\"ports\"")
                .replace("'count'", "\"count\"")
                .replace("'input'", "\"input\""));

    assertEquals("{\"ports\":[80,81]}", Json.write(Evaluator.evaluate(json, scope, "here")));
  }

  @Test
  void secrets_of_azure_can_be_told_from_anything_else() {
    String key =
        evaluate(
                "[concat('Key=', listKeys(resourceId('Microsoft.Storage/storageAccounts', 'st'),"
                    + " '2023-01-01').keys[0].value)]")
            .asText();

    assertTrue(key.contains(StandIns.SECRET), key);
  }
}
