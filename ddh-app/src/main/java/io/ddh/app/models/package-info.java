/** Brings pre-trained networks to this machine: from the publishers' addresses, or from files. */
package io.ddh.app.models;
