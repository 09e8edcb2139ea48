/** An index asked over HTTP: a small server, a page, answers as JSON. */
package io.ddh.experiments.engine.serve;
