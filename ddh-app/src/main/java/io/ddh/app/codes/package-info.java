/**
 * Computes codes of images and writes them to codes files; reads codes from files of several
 * formats.
 */
package io.ddh.app.codes;
