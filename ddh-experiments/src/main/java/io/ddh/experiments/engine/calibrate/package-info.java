/** From which distance on a face is nobody whom an index knows: rates of error, and a proposal. */
package io.ddh.experiments.engine.calibrate;
