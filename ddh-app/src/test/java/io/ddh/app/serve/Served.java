package io.ddh.app.serve;

import io.ddh.app.codes.CodeSource;
import io.ddh.app.images.FaceImages;
import io.ddh.app.index.Indexing;
import io.ddh.app.index.Rendered;
import io.ddh.app.model.HashModel;
import io.ddh.core.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An index of rendered faces behind a server. */
record Served(Path faces, Path index, Path model, FaceServer server) {
  static Served start(Path folder, ServerLimits limits) throws IOException {
    Path faces = folder.resolve("faces");
    Rendered.write(faces, 4, 5);
    Path model = Rendered.model(folder, "good");
    Path index = folder.resolve("faces.ddhx");
    try (CodeSource codes = images(model, faces, Optional.empty(), faces)) {
      Indexing.build(index, "faces", codes, Optional.of(model), Optional.of(faces), Progress.NONE);
    }
    return new Served(faces, index, model, server(index, limits));
  }

  static FaceServer server(Path index, ServerLimits limits) throws IOException {
    FaceServer.Start start =
        new FaceServer.Start(
            "127.0.0.1",
            InetAddress.getLoopbackAddress(),
            0,
            Optional.empty(),
            OptionalInt.empty());
    return new FaceServer(index, 2, start, limits);
  }

  static CodeSource images(Path model, Path root, Optional<String> label, Path... paths)
      throws IOException {
    return new FaceImages(
        HashModel.read(model),
        FaceImages.list(List.of(paths), label, Optional.of(root), note -> {}),
        line -> {
          throw new AssertionError(line);
        });
  }
}
