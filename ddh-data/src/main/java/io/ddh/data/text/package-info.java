/** Text files and tables that people write by hand or by a spreadsheet. */
package io.ddh.data.text;
