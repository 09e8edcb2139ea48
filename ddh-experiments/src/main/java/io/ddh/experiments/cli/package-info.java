/** The command line. This is the only package that prints. */
package io.ddh.experiments.cli;
