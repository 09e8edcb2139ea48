package io.ddh.experiments.engine.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;

/** A form as browsers send it (RFC 7578). */
final class Form {
  /** No part goes to a file: the body is bounded, and in memory already. */
  private static final MultiPartConfig CONFIG =
      new MultiPartConfig.Builder()
          .maxParts(16)
          .maxSize(-1)
          .maxPartSize(-1)
          .maxMemoryPartSize(-1)
          .build();

  private Form() {}

  /**
   * The first part that is a file.
   *
   * @throws HttpException.RuntimeException 400 if the form is damaged or has none
   */
  static byte[] file(String contentType, byte[] body) throws IOException {
    Content.Source source = Content.Source.from(ByteBuffer.wrap(body));
    try (MultiPartFormData.Parts parts =
        MultiPartFormData.getParts(source, new Attributes.Mapped(), contentType, CONFIG)) {
      for (MultiPart.Part part : parts) {
        if (part.getFileName() != null) {
          ByteBuffer content = Content.Source.asByteBuffer(part.getContentSource());
          byte[] bytes = new byte[content.remaining()];
          content.get(bytes);
          return bytes;
        }
      }
    } catch (CompletionException e) {
      throw new HttpException.RuntimeException(400, "a damaged form", e);
    }
    throw new HttpException.RuntimeException(400, "a form without a file");
  }
}
