/**
 * Searches an index over HTTP. This package contains a Jetty server with limits and a web page;
 * results are returned as JSON.
 */
package io.ddh.app.serve;
