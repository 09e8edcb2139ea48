package io.ddh.experiments.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML: all text and attribute values go through here and are escaped. */
public final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are name, value, name, value… */
  public Html open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"").append(escape(attributes[i + 1]));
      out.append('"');
    }
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Closes the innermost element. */
  public Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Starts a new line of the source, for readers of the file and of its diffs. */
  public Html line() {
    out.append('\n');
    return this;
  }

  /** Appends text. */
  public Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** One element with text in it. */
  public Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** An element that has no end tag. */
  public Html empty(String tag, String... attributes) {
    open(tag, attributes);
    open.pop();
    return this;
  }

  /** Appends markup of our own that must not be escaped, such as the style sheet. */
  public Html trusted(String markup) {
    out.append(markup);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
