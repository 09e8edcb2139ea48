/** The commands for use in practice, such as {@code train}, {@code index} and {@code search}. */
package io.ddh.app.cli;
