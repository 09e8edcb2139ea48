package io.ddh.app.data;

import io.ddh.data.fetch.RemoteFile;
import java.util.List;
import java.util.Map;

/**
 * A data set that may be downloaded freely.
 *
 * @param name name of the data set on the command line
 * @param title description in one line
 * @param home address of the home page
 * @param use form and settings with which to read the data set; the setting {@code path} is
 *     relative to the download folder of the data set
 * @param unpack names of the files that are unpacked from the archives because the reader needs
 *     them; empty if none
 * @param digestSource public source of the digests of the files
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
