package highavailability.deployment;

import highavailability.deployment.Expression.Call;
import highavailability.deployment.Expression.Index;
import highavailability.deployment.Expression.Property;
import highavailability.deployment.Expression.Text;
import java.util.ArrayList;
import java.util.List;

/** Reads what stands between the brackets of a template expression. */
final class ExpressionParser {
  private final String text;
  private int at;

  private ExpressionParser(String text) {
    this.text = text;
  }

  /** Whether a string of a template is an expression; one that begins with {@code [[} is not. */
  static boolean isExpression(String value) {
    return value.startsWith("[") && value.endsWith("]") && !value.startsWith("[[");
  }

  /** Parses an expression with its brackets. */
  static Expression parse(String value) {
    ExpressionParser parser = new ExpressionParser(value.substring(1, value.length() - 1));
    Expression read = parser.expression();
    if (parser.at < parser.text.length()) {
      throw parser.problem("ends too early");
    }
    return read;
  }

  private Expression expression() {
    Expression read = primary();
    while (true) {
      skipBlanks();
      if (take('.')) {
        boolean safe = take('?');
        skipBlanks();
        read = new Property(read, identifier(), safe);
      } else if (take('[')) {
        Expression index = expression();
        expect(']');
        read = new Index(read, index);
      } else {
        return read;
      }
    }
  }

  private Expression primary() {
    skipBlanks();
    if (take('\'')) {
      return new Text(quoted());
    }
    if (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '-')) {
      return number();
    }
    String function = identifier();
    skipBlanks();
    expect('(');
    return new Call(function, arguments());
  }

  private List<Expression> arguments() {
    List<Expression> arguments = new ArrayList<>();
    skipBlanks();
    if (take(')')) {
      return arguments;
    }
    do {
      arguments.add(expression());
      skipBlanks();
    } while (take(','));
    expect(')');
    return List.copyOf(arguments);
  }

  /** A quote within the text is doubled. */
  private String quoted() {
    StringBuilder read = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\'') {
        read.append(c);
      } else if (take('\'')) {
        read.append('\'');
      } else {
        return read.toString();
      }
    }
    throw problem("has a text without end");
  }

  private Expression number() {
    int start = at++;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return new Expression.Number(Long.parseLong(text.substring(start, at)));
  }

  private String identifier() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    if (start == at) {
      throw problem("lacks a name");
    }
    return text.substring(start, at);
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw problem("lacks a " + c);
    }
  }

  private TemplateException problem(String what) {
    return new TemplateException("expression [%s] %s at position %d".formatted(text, what, at + 1));
  }
}
