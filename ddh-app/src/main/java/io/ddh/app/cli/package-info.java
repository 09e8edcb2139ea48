/** The commands for practical use, such as {@code train}, {@code index} and {@code search}. */
package io.ddh.app.cli;
