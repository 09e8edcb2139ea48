/**
 * Downloads files over HTTP. Several mirrors can be tried, interrupted downloads are resumed, every
 * wait has a time-out, and files are checked by their digests. A file gets its final name only when
 * it is complete and checked.
 */
package io.ddh.data.fetch;
