/** Local binary patterns: the features of the shallow rows. */
package io.ddh.data.lbp;
