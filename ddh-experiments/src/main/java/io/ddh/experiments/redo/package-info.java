/** Explains how a stored number came about, and makes it again. */
package io.ddh.experiments.redo;
