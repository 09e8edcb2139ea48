/** Codes files: images to codes, and codes from files of several formats. */
package io.ddh.app.codes;
