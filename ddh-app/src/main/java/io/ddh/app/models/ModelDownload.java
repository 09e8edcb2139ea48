package io.ddh.app.models;

import io.ddh.core.BadInputException;
import io.ddh.data.fetch.Downloader;
import io.ddh.data.fetch.RemoteFile;
import io.ddh.vision.model.ModelDescriptor;
import io.ddh.vision.model.ModelStore;
import io.ddh.vision.model.PublishedFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Downloads networks. The published files of a network are kept in a folder {@code NAME.download}
 * beside the networks until all of them have been downloaded and converted. This allows an
 * interrupted download to be resumed.
 *
 * @param store receives the networks
 * @param downloader downloads the files
 * @param accepted whether the user accepts licences that restrict the use
 */
public record ModelDownload(ModelStore store, Downloader downloader, boolean accepted) {
  /**
   * Downloads and converts a network. A damaged network is replaced.
   *
   * @param name name of the network
   * @return the ONNX file; empty if the network was already stored and intact
   * @throws BadInputException if the network is unknown, its licence was not accepted, or it can't
   *     be downloaded
   * @throws IOException if a file can't be written
   */
  public Optional<Path> get(String name) throws IOException {
    ModelDescriptor model = store.list().get(name);
    if (store.problem(name).isEmpty()) {
      return Optional.empty();
    }
    model.terms().check(model.name(), accepted);
    Path folder = store.folder().resolve(name + ".download");
    Map<String, byte[]> files = new HashMap<>();
    for (PublishedFile file : model.files()) {
      files.put(file.name(), Files.readAllBytes(fetch(model, file, folder)));
    }
    Path onnx = store.install(name, files);
    for (PublishedFile file : model.files()) {
      Files.deleteIfExists(folder.resolve(file.name()));
    }
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      return Optional.of(onnx); // another process downloads the same network
    }
    return Optional.of(onnx);
  }

  private Path fetch(ModelDescriptor model, PublishedFile file, Path folder) throws IOException {
    if (file.sources().isEmpty()) {
      throw BadInputException.of(
          "%s: the publisher offers no separate download of %s; next: download the network from %s,"
              + " then ddh models import FILE",
          model.name(), file.name(), model.home());
    }
    RemoteFile remote =
        new RemoteFile(
            file.name(),
            file.sources(),
            file.bytes() == 0 ? OptionalLong.empty() : OptionalLong.of(file.bytes()),
            Optional.of(file.sha256()),
            Optional.empty());
    return downloader.fetch(remote, folder).file();
  }
}
