/** Plan, runner and provenance: cells that are missing are trained, evaluated and written. */
package io.ddh.experiments.run;
