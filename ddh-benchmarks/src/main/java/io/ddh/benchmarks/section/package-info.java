/** What is measured: a section of the page each. The page's words are in the template. */
package io.ddh.benchmarks.section;
