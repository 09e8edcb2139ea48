/** Data sets as read, in one checksummed file. */
package io.ddh.data.pack;
