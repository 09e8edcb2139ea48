/** What the runner leaves under the work folder for figures: codes, uses of rows, retrievals. */
package io.ddh.experiments.work;
