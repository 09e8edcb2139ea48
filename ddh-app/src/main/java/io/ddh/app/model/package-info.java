/** Model files: trained, written, read. */
package io.ddh.app.model;
