/** Locks that let several processes of a machine work on the same folder. */
package io.ddh.experiments.share;
