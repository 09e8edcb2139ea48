/** The sections of the pages: what each measures and how it is shown. */
package io.ddh.benchmarks.section;
