/** Query files against an index, and results as text, page and sheet. */
package io.ddh.app.search;
