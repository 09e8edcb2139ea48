package io.ddh.data.read.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFormatTest {
  /** A character a byte, as the signatures are written. */
  private static byte[] bytes(String text) {
    return text.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JPEG|\\377\\330\\377\\340",
        "PNG|\\211PNG\\r\\n\\032\\n",
        "BMP|BM~~~~\\0\\0\\0\\0\\66\\0\\0\\0\\50\\0\\0\\0",
        "PNM|P1\\n# a remark\\n1 1\\n0",
        "PNM|P6 1 1 255\\n123",
        "PNM|P7\\nWIDTH 1",
        "PFM|Pf\\n1 1\\n-1\\n",
        "TIFF|II*\\0\\10\\0\\0\\0",
        "TIFF|MM\\0*\\0\\0\\0\\10",
        "TIFF|II+\\0\\10\\0\\0\\0",
        "WEBP|RIFF\\0\\0\\0\\0WEBPVP8 ",
        "AVI|RIFF\\0\\0\\0\\0AVI LIST",
        "GIF|GIF89a",
        "HEIC|\\0\\0\\0\\30ftypheic\\0\\0\\0\\0mif1heic",
        "HEIC|\\0\\0\\0\\30ftypmif1\\0\\0\\0\\0mif1heic",
        "AVIF|\\0\\0\\0\\34ftypavif\\0\\0\\0\\0avifmif1miaf",
        "AVIF|\\0\\0\\0\\34ftypmif1\\0\\0\\0\\0mif1avifmiaf",
        "RAW|\\0\\0\\0\\30ftypcrx \\0\\0\\0\\1crx isom",
        "MP4|\\0\\0\\0\\24ftypqt  \\0\\0\\0\\0qt  ",
        "MP4|\\0\\0\\0\\30ftypisom\\0\\0\\0\\0isommp42",
        "JPEG_2000|\\0\\0\\0\\fjP  \\r\\n\\207\\n",
        "JPEG_XL|\\377\\n\\0",
        "PSD|8BPS\\0\\1",
        "ICO|\\0\\0\\1\\0\\1\\0\\20\\20\\0\\0\\1\\0",
        "SVG|<?xml version='1.0'?>\\n<!-- a -->\\n<svg xmlns='x'>",
        "SVG| <SVG>",
        "HTML|<!DOCTYPE html><title>404</title>",
        "GIT_LFS|version https://git-lfs.github.com/spec/v1",
        "PDF|%PDF-1.4"
      })
  void byTheFirstBytes(ImageFormat expected, String head) {
    assertThat(ImageFormat.of(bytes(head))).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "BMW",
        "BMW and others, a list of files",
        "P8 a",
        "PX",
        "path,x,y",
        "Pf",
        "II",
        "II*"
      })
  void othersAreNone(String text) {
    assertThat(ImageFormat.of(bytes(text))).isEmpty();
  }

  /** A raw file's first image is a preview: to read it would be to read another image. */
  @Test
  void rawFilesAreNoTiff() {
    String head = "II*\\0\\10\\0\\0\\0\\1\\0";
    String dng = head + "\\22\\306\\1\\0\\4\\0\\0\\0\\1\\4\\0\\0\\0\\0\\0\\0";
    String filterArray = head + "\\6\\1\\3\\0\\1\\0\\0\\0\\43\\200\\0\\0\\0\\0\\0\\0";
    String grey = head + "\\6\\1\\3\\0\\1\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0";
    assertThat(ImageFormat.of(bytes(dng))).contains(ImageFormat.RAW);
    assertThat(ImageFormat.of(bytes(filterArray))).contains(ImageFormat.RAW);
    assertThat(ImageFormat.of(bytes(grey))).contains(ImageFormat.TIFF);
  }

  @Test
  void kinds() {
    assertThat(ImageFormat.VALID).contains(ImageFormat.WEBP.label());
    assertThat(ImageFormat.VALID).doesNotContain(ImageFormat.HEIC.label());
    assertThat(ImageFormat.HEIC.isImage()).isTrue();
    assertThat(ImageFormat.MP4.isImage()).isFalse();
  }
}
