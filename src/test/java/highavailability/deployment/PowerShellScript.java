package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a PowerShell script consists of, as a grammar sees it.
 *
 * @param description what src/test/powershell/describe.js tells
 */
record PowerShellScript(JsonNode description) {
  private static final Path DESCRIBE = Path.of("src", "test", "powershell", "describe.js");
  private static final int TIMEOUT_SECONDS = 60;

  /**
   * Something that is called.
   *
   * @param function in which it is called; empty outside of all
   * @param parameters the named ones, with their values as they are written
   */
  record Command(String name, int line, String function, Map<String, Value> parameters) {}

  /**
   * A value.
   *
   * @param text as it is written, without quotes around it
   * @param entries those of a hash table, as they are written
   */
  record Value(String text, Map<String, String> entries) {}

  static PowerShellScript read(Path script) throws IOException, InterruptedException {
    Path answer = Files.createTempFile("powershell", ".json");
    try {
      Process node =
          new ProcessBuilder(
                  "node",
                  DESCRIBE.toString(),
                  System.getProperty("powershell.grammar.directory"),
                  script.toString())
              .redirectOutput(answer.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (!node.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        node.destroyForcibly();
        throw new IllegalStateException(DESCRIBE + " does not end");
      }
      if (node.exitValue() != 0) {
        throw new IllegalStateException(DESCRIBE + " ended with " + node.exitValue());
      }
      return new PowerShellScript(Json.tree(Files.readString(answer)));
    } finally {
      Files.delete(answer);
    }
  }

  /** Lines that the grammar cannot read, with what stands there. */
  List<String> errors() {
    return each("errors")
        .map(e -> "line " + e.path("line").asInt() + ": " + e.path("text").asText())
        .toList();
  }

  /** The script's own parameters, with their attributes as they are written. */
  Map<String, List<String>> parameters() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    each("parameters")
        .forEach(
            p -> parameters.put(p.path("name").asText(), texts(p.path("attributes")).toList()));
    return parameters;
  }

  /** The functions, and whether each asks before it changes anything. */
  Map<String, Boolean> functions() {
    Map<String, Boolean> functions = new LinkedHashMap<>();
    each("functions")
        .forEach(
            f -> functions.put(f.path("name").asText(), f.path("asksBeforeChanges").asBoolean()));
    return functions;
  }

  List<Command> commands() {
    return each("commands")
        .map(
            c -> {
              Map<String, Value> parameters = new LinkedHashMap<>();
              c.path("parameters")
                  .fields()
                  .forEachRemaining(p -> parameters.put(p.getKey(), value(p.getValue())));
              return new Command(
                  c.path("name").asText(),
                  c.path("line").asInt(),
                  c.path("function").asText(),
                  parameters);
            })
        .toList();
  }

  /** What is read from a variable after a dot; names of variables know no case. */
  Set<String> membersOf(String variable) {
    Set<String> members = new TreeSet<>();
    each("members")
        .filter(m -> m.path("variable").asText().equalsIgnoreCase(variable))
        .forEach(m -> members.add(m.path("member").asText()));
    return members;
  }

  /** The first value that a variable gets. */
  Value assigned(String variable) {
    return each("assignments")
        .filter(a -> a.path("variable").asText().equals(variable))
        .findFirst()
        .map(a -> value(a.path("value")))
        .orElseThrow(() -> new IllegalStateException("Nothing is assigned to $" + variable));
  }

  /** Variables that are read and never written, in lower case. */
  Set<String> neverWritten() {
    Set<String> names = new TreeSet<>();
    texts(description.path("read")).forEach(n -> names.add(n.toLowerCase(Locale.ROOT)));
    texts(description.path("written")).forEach(n -> names.remove(n.toLowerCase(Locale.ROOT)));
    return names;
  }

  private static Value value(JsonNode value) {
    Map<String, String> entries = new LinkedHashMap<>();
    value
        .path("entries")
        .fields()
        .forEachRemaining(e -> entries.put(e.getKey(), e.getValue().asText()));
    return new Value(value.path("text").asText(), entries);
  }

  private Stream<JsonNode> each(String field) {
    return StreamSupport.stream(description.path(field).spliterator(), false);
  }

  private static Stream<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(t -> texts.add(t.asText()));
    return texts.stream();
  }
}
