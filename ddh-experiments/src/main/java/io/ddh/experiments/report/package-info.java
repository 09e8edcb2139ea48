/**
 * Tables, figures and one HTML page, made from result files: cells → {@link
 * io.ddh.experiments.report.ResultTable} → CSV, Markdown, charts, page. The same cells give the
 * same bytes.
 */
package io.ddh.experiments.report;
