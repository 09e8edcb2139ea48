/** Gets pre-trained networks, either from the addresses of their publishers or from files. */
package io.ddh.app.models;
