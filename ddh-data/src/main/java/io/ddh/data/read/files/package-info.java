/**
 * Files below a folder or in an archive, alike to whoever reads them. Archives are never unpacked:
 * nothing is written, so no name in them can point anywhere.
 */
package io.ddh.data.read.files;
