/** An index asked over HTTP: Jetty within limits, a page, answers as JSON. */
package io.ddh.experiments.engine.serve;
