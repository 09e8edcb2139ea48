/** Markdown of the generated pages. */
package io.ddh.benchmarks.page;
