/** Searches an index over HTTP: Jetty within limits, a page, results as JSON. */
package io.ddh.app.serve;
