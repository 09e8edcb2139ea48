package io.ddh.app.data;

import io.ddh.data.fetch.RemoteFile;
import java.util.List;
import java.util.Map;

/**
 * A data set that may be downloaded freely.
 *
 * @param name for the command line
 * @param title one line
 * @param home address of its makers
 * @param use the form and settings that read it; {@code path} is relative to its folder
 * @param unpack names of the files that are unpacked from the archives for the reader; empty: none
 * @param digestSource who names the digests
 * @param files all files to download
 */
public record RemoteSet(
    String name,
    String title,
    String home,
    Map<String, Object> use,
    List<String> unpack,
    String digestSource,
    List<RemoteFile> files) {}
