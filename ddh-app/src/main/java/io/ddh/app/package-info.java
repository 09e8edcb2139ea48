/**
 * Hashes, indexes and searches faces. This package contains the commands for practical use and the
 * main class of the packaged tool.
 */
package io.ddh.app;
