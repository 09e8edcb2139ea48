package io.ddh.app.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.BufferUtil;

/** Reads the forms that browsers send as {@code multipart/form-data} (RFC 7578). */
final class Form {
  /** Keeps all parts in memory, since the body is already in memory. */
  private static final MultiPartConfig CONFIG =
      new MultiPartConfig.Builder()
          .maxParts(16)
          .maxSize(-1)
          .maxPartSize(-1)
          .maxMemoryPartSize(-1)
          .build();

  /**
   * Parts of the Content-Type that may be in upper case, although Jetty accepts only lower case.
   */
  private static final Pattern NAMES =
      Pattern.compile("(?i)^multipart/form-data|\\bboundary(?=\\s*=)");

  private Form() {}

  /**
   * Returns the content of the one file in a form.
   *
   * @throws HttpException.RuntimeException 400 if the form is damaged, does not have exactly one
   *     file, or the file is empty
   */
  static byte[] file(String contentType, byte[] body) throws IOException {
    String type =
        NAMES.matcher(contentType).replaceAll(name -> name.group().toLowerCase(Locale.ROOT));
    String boundary = Objects.requireNonNullElse(MultiPart.extractBoundary(type), "");
    if (boundary.isEmpty()) {
      throw refused(
          "no boundary in the Content-Type of the form; valid: multipart/form-data; boundary=…, or"
              + " the image alone with Content-Type image/…");
    }
    if (!new String(body, StandardCharsets.ISO_8859_1).contains("--" + boundary)) {
      throw refused(
          body.length == 0
              ? "the request body is empty; valid: a form with a file"
              : "the boundary that the Content-Type of the form names isn't in the body");
    }
    Content.Source source = Content.Source.from(ByteBuffer.wrap(body));
    try (MultiPartFormData.Parts parts =
        MultiPartFormData.getParts(source, new Attributes.Mapped(), type, CONFIG)) {
      List<MultiPart.Part> files =
          StreamSupport.stream(parts.spliterator(), false)
              .filter(part -> part.getFileName() != null)
              .toList();
      if (files.size() != 1) {
        throw refused(
            (files.isEmpty() ? "a form without a file" : "a form with " + files.size() + " files")
                + "; valid: one part with a file name");
      }
      byte[] content =
          BufferUtil.toArray(Content.Source.asByteBuffer(files.get(0).getContentSource()));
      if (content.length == 0) {
        throw refused("the file in the form is empty");
      }
      return content;
    } catch (CompletionException e) {
      throw new HttpException.RuntimeException(
          400,
          "the form is damaged: its last boundary is missing, or a part has no valid header",
          e);
    }
  }

  private static HttpException.RuntimeException refused(String reason) {
    return new HttpException.RuntimeException(400, reason);
  }
}
