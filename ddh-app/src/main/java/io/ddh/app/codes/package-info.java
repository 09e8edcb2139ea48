/** Computes codes of images into codes files, and reads codes from files of several formats. */
package io.ddh.app.codes;
