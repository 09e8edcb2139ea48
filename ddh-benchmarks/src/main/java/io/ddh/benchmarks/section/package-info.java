/** The sections of the page: what each measures. The page's text is in the template. */
package io.ddh.benchmarks.section;
