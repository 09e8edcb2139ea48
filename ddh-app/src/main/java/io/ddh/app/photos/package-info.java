/**
 * Indexes of photos as they come. Faces are found on the photos, described by networks that were
 * trained elsewhere, and hashed by a method that is fitted on these descriptions.
 */
package io.ddh.app.photos;
