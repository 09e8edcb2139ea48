/** What a section measured: raw numbers and their origin, kept as JSON beside the page. */
package io.ddh.benchmarks.result;
