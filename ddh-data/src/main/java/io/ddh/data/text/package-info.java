/** Reads text files and tables that people write by hand or with a spreadsheet. */
package io.ddh.data.text;
