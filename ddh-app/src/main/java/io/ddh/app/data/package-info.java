/** What the {@code data} commands do: the list of downloads, and findings on a data set. */
package io.ddh.app.data;
