package io.ddh.model;

import java.util.Optional;

/** Keeps where a training stands after each epoch, so that it can go on from there. */
interface Checkpoints {
  /** Keeps nothing. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public Optional<TrainingState> last() {
          return Optional.empty();
        }

        @Override
        public void keep(TrainingState state) {
          // as the name says
        }
      };

  /** What was kept last. */
  Optional<TrainingState> last();

  /** Takes the place of what was kept before. */
  void keep(TrainingState state);
}
