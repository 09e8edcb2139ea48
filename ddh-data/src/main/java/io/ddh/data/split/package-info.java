/** Protocols that split a data set into training, validation, query and gallery images. */
package io.ddh.data.split;
