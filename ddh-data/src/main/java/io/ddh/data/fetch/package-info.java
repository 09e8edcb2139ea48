/**
 * Fetches files over HTTP: mirrors, resuming, time-outs, digests; nothing half done is ever taken
 * for a file.
 */
package io.ddh.data.fetch;
