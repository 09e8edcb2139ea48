package io.ddh.vision.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.core.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with the networks on this machine. Each network has an ONNX file {@code NAME.onnx} and a
 * note {@code NAME.json} with the SHA-256 of the ONNX file and of the published files that it was
 * made from. Both files are written completely or not at all, and always with the same content, so
 * several processes may store the same network at once.
 */
public final class ModelStore {
  /** The environment variable that names the folder. */
  public static final String VARIABLE = "DDH_MODELS";

  private final Path folder;
  private final ModelList list;

  private ModelStore(Path folder, ModelList list) {
    this.folder = folder;
    this.list = list;
  }

  /**
   * {@return the networks in a folder}
   *
   * @param folder the folder; need not exist
   * @throws BadInputException if the folder is a file, or has an invalid list of networks
   */
  public static ModelStore at(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw BadInputException.of("%s: is a file; valid: the folder of the networks", folder);
    }
    return new ModelStore(folder, ModelList.of(folder));
  }

  /**
   * {@return the networks in the folder that {@code DDH_MODELS} names, or, if it is not set, in
   * {@code .ddh/models} of the user's home}
   *
   * @param environment the environment variables of the process
   */
  public static ModelStore of(Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    return at(
        named.isBlank()
            ? Path.of(System.getProperty("user.home"), ".ddh", "models")
            : Path.of(named));
  }

  /** {@return the folder} */
  public Path folder() {
    return folder;
  }

  /** {@return the networks that the program and the folder's own list describe} */
  public ModelList list() {
    return list;
  }

  private Path onnx(String name) {
    return folder.resolve(name + ".onnx");
  }

  private Path note(String name) {
    return folder.resolve(name + ".json");
  }

  /**
   * {@return whether a network is stored, even if it is damaged or its note is missing}
   *
   * @param name name of a network
   * @throws BadInputException if the network is unknown
   */
  public boolean has(String name) {
    return Files.exists(onnx(list.get(name).name()));
  }

  /**
   * {@return the ONNX file of a network, after the content was compared with the digest in the
   * note}
   *
   * @param name name of a network
   * @throws BadInputException if the network is unknown, missing, damaged or replaced; the message
   *     names the command that gets it
   */
  public Path require(String name) {
    read(name);
    return onnx(name);
  }

  /**
   * {@return the SHA-256 of a network's ONNX file, in lower-case hex}
   *
   * @param name name of a network
   * @throws BadInputException as {@link #require}
   */
  public String digest(String name) {
    return read(name).sha256();
  }

  /**
   * {@return name and SHA-256 of a network, followed by its input and output if the folder's list
   * describes them differently from the built-in list}
   *
   * @param name name of a network
   * @throws BadInputException as {@link #require}
   */
  public String identity(String name) {
    String identity = name + " " + digest(name);
    ModelDescriptor model = list.get(name);
    boolean builtIn =
        ModelList.builtIn().stream()
            .filter(known -> known.name().equals(name))
            .anyMatch(m -> m.input().equals(model.input()) && m.output().equals(model.output()));
    return builtIn ? identity : identity + " " + model.input() + " " + model.output();
  }

  /**
   * {@return why a network can't be used; empty if the network is stored and intact}
   *
   * @param name name of a network
   */
  public Optional<String> problem(String name) {
    try {
      read(name);
      return Optional.empty();
    } catch (BadInputException e) {
      return Optional.of(e.getMessage());
    }
  }

  private StoredModel read(String name) {
    ModelDescriptor model = list.get(name);
    if (!has(name)) {
      throw BadInputException.of(
          "network %s is not in %s; next: ddh models get %s, or ddh models import FILES",
          name, folder, name);
    }
    try {
      StoredModel note = noteOf(model);
      String found = Sha256.hex(content(onnx(name), note.bytes()));
      if (!found.equals(note.sha256())) {
        throw damaged(
            name, "damaged or replaced: SHA-256 " + found + ", expected " + note.sha256());
      }
      return note;
    } catch (IOException e) {
      throw damaged(name, Reason.of(e));
    }
  }

  private StoredModel noteOf(ModelDescriptor model) throws IOException {
    String name = model.name();
    try {
      StoredModel note =
          ModelList.JSON.readValue(Files.readAllBytes(note(name)), StoredModel.class);
      if (note == null
          || note.converter() != StoredModel.CONVERTER
          || !note.files().equals(model.digests())) {
        throw damaged(
            name, "made by another converter, or from other published files than those listed now");
      }
      return note;
    } catch (NoSuchFileException e) {
      throw damaged(name, note(name) + " is missing");
    } catch (JsonProcessingException e) {
      throw damaged(name, "damaged: " + note(name) + " does not describe this network");
    }
  }

  private static byte[] content(Path file, long bytes) throws IOException {
    long found = Files.size(file);
    if (found != bytes) {
      throw new EOFException("damaged or replaced: " + found + " bytes, expected " + bytes);
    }
    return Files.readAllBytes(file);
  }

  private BadInputException damaged(String name, String reason) {
    return BadInputException.of("%s: %s; next: ddh models get %s", onnx(name), reason, name);
  }

  /**
   * Converts a network to ONNX and stores it. A stored network with this name is replaced.
   *
   * @param name name of a network
   * @param files content of its published files, by their names
   * @return the ONNX file
   * @throws BadInputException if the network is unknown or can't be written, or a file is missing,
   *     is not the published one or can't be converted
   */
  public Path install(String name, Map<String, byte[]> files) {
    ModelDescriptor model = list.get(name);
    byte[] onnx = OnnxMaker.make(model, files);
    StoredModel note =
        new StoredModel(
            name,
            Sha256.hex(onnx),
            onnx.length,
            model.digests(),
            model.terms().licence(),
            StoredModel.CONVERTER);
    write(onnx(name), out -> out.write(onnx));
    write(
        note(name),
        out -> out.write(ModelList.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(note)));
    return onnx(name);
  }

  private static void write(Path file, AtomicFile.Writer content) {
    try {
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw BadInputException.of(e, "%s: can't be written: %s", file, Reason.of(e));
    }
  }
}
