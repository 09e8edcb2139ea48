/**
 * Downloads files over HTTP: mirrors, resuming, time-outs, digests. A file has its name only when
 * it is complete and checked.
 */
package io.ddh.data.fetch;
