package highavailability.local;

import java.util.function.Consumer;

/**
 * Something that goes wrong on purpose, and what must come of it all the same.
 *
 * @param name as on the command line
 * @param summary what fails, in one line
 * @param options the cluster that it needs
 * @param script breaks things, mends them, and says what is expected
 */
record Scenario(
    String name, String summary, LocalCluster.Options options, Consumer<ScenarioRun> script) {}
