/** Explains how a stored number was made, and makes it again. */
package io.ddh.experiments.redo;
