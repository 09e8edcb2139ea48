/** The data sets that can be fetched: addresses, digests and their sources, from a YAML list. */
package io.ddh.experiments.download;
