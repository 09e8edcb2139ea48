/** Lets several processes of a machine work on one folder. */
package io.ddh.experiments.share;
