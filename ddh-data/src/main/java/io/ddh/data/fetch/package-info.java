/**
 * Downloads files over HTTP, with mirrors, resuming, time-outs and digests. A file gets its final
 * name only when it is complete and checked.
 */
package io.ddh.data.fetch;
