package highavailability.deployment;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The deployment script, as text. */
record DeployScript(String text) {
  static DeployScript read() {
    return new DeployScript(ArmTemplate.text(Path.of("deploy.ps1")));
  }

  /** The text that a variable of the script begins with. */
  String assigned(String variable) {
    Set<String> found = found("(?m)^\\$" + variable + " = '([^']*)'$");
    if (found.size() != 1) {
      throw new AssertionError("deploy.ps1 gives $" + variable + " the texts " + found);
    }
    return found.iterator().next();
  }

  /** What the first group of a pattern finds. */
  Set<String> found(String pattern) {
    Set<String> all = new TreeSet<>();
    for (Matcher m = Pattern.compile(pattern).matcher(text); m.find(); ) {
      all.add(m.group(1));
    }
    return all;
  }
}
