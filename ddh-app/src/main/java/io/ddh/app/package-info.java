/**
 * Hashing, indexing and searching faces: the commands for practice, and the entry of the packaged
 * tool.
 */
package io.ddh.app;
