/**
 * Hashes, indexes and searches faces. This package contains the commands for use in practice and
 * the main class of the packaged tool.
 */
package io.ddh.app;
