/**
 * Runs query files against an index, and presents the results as text, JSON, HTML page or PNG
 * sheet.
 */
package io.ddh.app.search;
