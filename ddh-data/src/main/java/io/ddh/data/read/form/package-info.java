/** Finds out which form a file or folder of faces has, and so which reader and settings fit. */
package io.ddh.data.read.form;
