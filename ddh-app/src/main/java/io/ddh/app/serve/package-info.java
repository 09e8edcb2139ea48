/** Searches an index over HTTP: a Jetty server with limits, a web page, and results as JSON. */
package io.ddh.app.serve;
