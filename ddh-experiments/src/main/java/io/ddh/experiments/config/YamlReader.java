package io.ddh.experiments.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.ddh.core.BadInputException;
import io.ddh.core.Shown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads YAML into {@link Node}s. In a string, {@code ${NAME:-default}} is replaced by the value of
 * the environment variable {@code NAME}, or by {@code default} if the variable is empty or not set.
 * Duplicate keys, aliases and unset variables without a default are refused.
 */
public final class YamlReader {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

  /** Pattern of numbers in YAML 1.2 that the parser returns as text, for example {@code 1e-3}. */
  private static final Pattern EXPONENT = Pattern.compile("[-+]?\\d+(\\.\\d*)?[eE][-+]?\\d+");

  private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-9_]+");

  /**
   * Pattern of strings with special characters. Such characters result if YAML reads a backslash
   * and a letter in double quotes as an escape, as in {@code "D:\faces\Lfw"}.
   */
  private static final Pattern ESCAPED =
      Pattern.compile(".*[\\p{Cc}\\x{2028}\\x{2029}\\xa0].*", Pattern.DOTALL);

  private YamlReader() {}

  /**
   * Reads a YAML text with one document.
   *
   * @param source name of the file, for messages
   * @param yaml text of the file
   * @param environment variables to substitute, for example {@code System.getenv()}
   * @return the root of the tree; an empty value if the text is empty
   * @throws BadInputException if the text has a mistake; the message names the file and the line
   */
  public static Node read(String source, String yaml, Map<String, String> environment) {
    return read(source, yaml, true, environment);
  }

  /**
   * Reads the value of an option as YAML. Messages name the option but no line.
   *
   * @param option name of the option, for messages
   * @param yaml the value as YAML
   * @param environment variables to substitute, for example {@code System.getenv()}
   * @return the value
   * @throws BadInputException if the value has a mistake; the message names the option
   */
  public static Node value(String option, String yaml, Map<String, String> environment) {
    return read(option, yaml, false, environment);
  }

  private static Node read(
      String source, String yaml, boolean lines, Map<String, String> environment) {
    String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      Document reader = new Document(parser, text, source, lines, environment);
      if (parser.nextToken() == null) {
        return new Node("", reader.where());
      }
      Node root = reader.node();
      if (parser.nextToken() != null) {
        throw new BadInputException(reader.where() + ": contains more than one YAML document");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new BadInputException(YamlMistake.of(e, text).at(source, lines), e);
    } catch (IOException e) {
      throw new BadInputException(source + ": " + e.getMessage(), e);
    }
  }

  /** A YAML text that is being read. */
  private record Document(
      YAMLParser parser,
      String yaml,
      String source,
      boolean lines,
      Map<String, String> environment) {
    String where() {
      return lines ? source + ":" + parser.currentTokenLocation().getLineNr() : source;
    }

    Node node() throws IOException {
      String where = where();
      if (parser.isCurrentAlias()) {
        throw new BadInputException(
            where
                + ": an alias (*name) is not supported; write the value itself, or use 'variants'");
      }
      JsonToken token = parser.currentToken();
      return switch (token) {
        case START_OBJECT -> new Node(map(), where);
        case START_ARRAY -> new Node(list(), where);
        case VALUE_NULL -> new Node("", where);
        case VALUE_TRUE -> new Node(true, where);
        case VALUE_FALSE -> new Node(false, where);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node(number(where), where);
        default -> new Node(text(where, parser.getText()), where);
      };
    }

    private Object number(String where) throws IOException {
      if (OCTAL.matcher(parser.getText()).matches()) {
        throw BadInputException.of(
            "%s: a whole number must not begin with 0, since YAML reads such a number as octal;"
                + " found %s",
            where, parser.getText());
      }
      Number value = parser.getNumberValue();
      if (value instanceof Integer || value instanceof Long) {
        return value;
      }
      double real = value.doubleValue();
      if (!Double.isFinite(real)) {
        throw new BadInputException(where + ": number out of range: " + parser.getText());
      }
      return real;
    }

    private Map<String, Node> map() throws IOException {
      Map<String, Node> out = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        String keyPlace = where();
        parser.nextToken();
        Node child = node();
        Node before = out.put(key, new Node(child.value(), keyPlace));
        if (before != null) {
          throw new BadInputException(
              keyPlace + ": key '" + key + "' appears twice, first at " + before.where());
        }
      }
      return Collections.unmodifiableMap(out);
    }

    private List<Node> list() throws IOException {
      List<Node> out = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        out.add(node());
      }
      return Collections.unmodifiableList(out);
    }

    /**
     * Returns true if the current text begins with one of the given quotes. The parser itself does
     * not report quotes.
     */
    private boolean quoted(String quotes) {
      long at = parser.currentTokenLocation().getCharOffset();
      return at >= 0 && at < yaml.length() && quotes.indexOf(yaml.charAt((int) at)) >= 0;
    }

    private Object text(String where, String raw) {
      if (EXPONENT.matcher(raw).matches() && !quoted("'\"")) {
        return Double.valueOf(raw);
      }
      if (ESCAPED.matcher(raw).matches() && quoted("\"")) {
        throw BadInputException.of(
            "%s: a backslash in double quotes begins an escape; use single quotes, '…'; found %s",
            where, Shown.text(raw));
      }
      return VARIABLE
          .matcher(raw)
          .replaceAll(found -> Matcher.quoteReplacement(variable(where, found)));
    }

    private String variable(String where, MatchResult found) {
      String set = environment.getOrDefault(found.group(1), "");
      String value = set.isEmpty() ? found.group(2) : set;
      if (value == null) {
        throw new BadInputException(
            where + ": environment variable " + found.group(1) + " is not set");
      }
      return value;
    }
  }
}
