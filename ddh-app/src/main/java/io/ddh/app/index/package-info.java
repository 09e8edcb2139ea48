/** An index with its model: built, extended and searched. */
package io.ddh.app.index;
