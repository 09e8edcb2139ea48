/** Lets several processes, on this machine or others, work on one folder. */
package io.ddh.experiments.share;
