/** Image files as a model takes them, and as an index's sources name them. */
package io.ddh.app.images;
