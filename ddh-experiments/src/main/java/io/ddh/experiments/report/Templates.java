package io.ddh.experiments.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.reflect.MissingWrapper;
import com.github.mustachejava.reflect.ReflectionObjectHandler;
import com.github.mustachejava.util.HtmlEscaper;
import com.github.mustachejava.util.Wrapper;
import io.ddh.core.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Fills mustache templates. A name that has no value is an error rather than an empty string. An
 * include gives the full name of its file: <code>{{&gt;report.css}}</code>.
 */
public final class Templates {
  private Templates() {}

  /**
   * Fills a template file from the class path. Values are escaped for the format of the file:
   * {@code .html} or {@code .md}.
   *
   * @param owner class in whose package the file is
   * @param file name of the template file
   * @param model values by name, either a map or an object with a method for each name
   * @return the filled text
   */
  public static String render(Class<?> owner, String file, Object model) {
    Factory factory = new Factory(owner, file.substring(file.lastIndexOf('.')));
    return fill(factory.compile(file), model);
  }

  /**
   * Fills a Markdown template that a user wrote. Values are inserted without escaping.
   *
   * @param owner class whose package contains the files that the template may include
   * @param text the template
   * @param linesBefore number of lines that precede the text in its file, for messages
   * @param model values by name
   * @return the filled text
   * @throws BadInputException if the template or its values have an error; the message names the
   *     line
   */
  public static String fill(Class<?> owner, String text, int linesBefore, Object model) {
    try {
      Factory factory = new Factory(owner, "");
      return fill(factory.compile(new StringReader(text), "template"), model);
    } catch (MustacheException e) {
      Throwable cause = e;
      while (cause.getCause() != null && !(cause instanceof BadInputException)) {
        cause = cause.getCause();
      }
      int line = e.getContext() == null ? 1 : e.getContext().line();
      String message = cause.getMessage().replaceAll(" @\\[.*", ""); // the library's own position
      throw new BadInputException("line " + (line + linesBefore) + ": " + message, e);
    }
  }

  /**
   * Fills a template. Sections and includes leave blank lines behind; where several follow one
   * another, only one is kept.
   */
  private static String fill(Mustache template, Object model) {
    StringWriter out = new StringWriter();
    template.execute(out, model);
    return out.toString().replaceAll("\n{3,}", "\n\n").stripTrailing() + "\n";
  }

  /** Reads a text file from the class path. */
  static String text(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Escapes a value for Markdown, so that it contains no markup and no line breaks. */
  private static String markdown(String text) {
    return text.replaceAll("\\s+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("|", "\\|")
        .replace("*", "\\*")
        .replace("`", "\\`");
  }

  /** Includes files by their full names and refuses unknown names. */
  private static final class Factory extends DefaultMustacheFactory {
    private final Class<?> owner;
    private final String format;

    /**
     * Creates a factory for a template format, which is given by the suffix of its files. Values
     * are escaped for this format; with an empty suffix they are not escaped.
     */
    Factory(Class<?> owner, String format) {
      this.owner = owner;
      this.format = format;
      setObjectHandler(new Strict());
    }

    @Override
    public Reader getReader(String name) {
      return new StringReader(text(owner, name));
    }

    @Override
    public String resolvePartialPath(String folder, String name, String extension) {
      return name;
    }

    @Override
    public void encode(String value, Writer out) {
      if (format.equals(".html")) {
        HtmlEscaper.escape(value, out);
        return;
      }
      try {
        out.write(format.isEmpty() ? value : markdown(value));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Strict extends ReflectionObjectHandler {
    @Override
    public Wrapper find(String name, List<Object> scopes) {
      Wrapper found = super.find(name, scopes);
      if (found instanceof MissingWrapper) {
        throw new BadInputException("unknown name '" + name + "'" + valid(name, scopes));
      }
      return found;
    }

    /** Formats floating-point numbers with two decimals. */
    @Override
    public String stringify(Object value) {
      return value instanceof Double number
          ? String.format(Locale.ROOT, "%.2f", number).replace('-', '−')
          : super.stringify(value);
    }

    /**
     * {@return a string with the names that are valid where the error occurred: the keys of the map
     * in which the unknown name was looked up}
     */
    private String valid(String name, List<Object> scopes) {
      Object map = scopes.get(0);
      int dot = name.length();
      while ((dot = name.lastIndexOf('.', dot - 1)) > 0) {
        Wrapper before = super.find(name.substring(0, dot), scopes);
        if (!(before instanceof MissingWrapper)) {
          map = before.call(scopes);
          break;
        }
      }
      return map instanceof Map<?, ?> known
          ? "; valid here: "
              + known.keySet().stream().map(Object::toString).collect(Collectors.joining(", "))
          : "";
    }
  }
}
