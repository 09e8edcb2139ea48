package io.ddh.app.serve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Requests byte by byte, as no client library would send them. */
record Wire(int port) {
  /** A response; status 0: the connection was closed without one. */
  record Got(int status, String head, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Sends bytes and reads to the end. */
  Got send(byte[]... parts) throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      try {
        for (byte[] part : parts) {
          out.write(part);
        }
        out.flush();
      } catch (SocketException e) {
        // The server may stop reading before all is sent; what counts is what it says.
      }
      return read(socket);
    }
  }

  static Got read(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException e) {
      // As above.
    }
    String text = all.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Got(0, text, new byte[0]);
    }
    byte[] body = text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
    return new Got(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), body);
  }

  /** Sends text with {@code HOST} for this server's name. */
  Got send(String text) throws IOException {
    return send(bytes(text));
  }

  byte[] bytes(String text) {
    return text.replace("HOST", "127.0.0.1:" + port).getBytes(StandardCharsets.ISO_8859_1);
  }

  Got get(String path) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\nHost: HOST\r\n\r\n");
  }

  Got post(String path, String type, byte[] body) throws IOException {
    return send(head(path, type, body.length), body);
  }

  byte[] head(String path, String type, long length) {
    return bytes(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: HOST\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + length
            + "\r\n\r\n");
  }
}
