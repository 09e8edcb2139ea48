package io.ddh.data.fetch;

import java.util.OptionalLong;

/** Hears how a fetch goes on; called from one thread. */
public interface FetchListener {
  /** Hears nothing. */
  FetchListener NONE =
      new FetchListener() {
        @Override
        public void received(String file, long have, OptionalLong total) {}

        @Override
        public void note(String line) {}
      };

  /**
   * Bytes came.
   *
   * @param have bytes of the file that are here, those of an earlier call included
   * @param total length of the file, if the server or the list says it
   */
  void received(String file, long have, OptionalLong total);

  /** Something that the user should know: going on where a part ended, a mirror that failed. */
  void note(String line);
}
