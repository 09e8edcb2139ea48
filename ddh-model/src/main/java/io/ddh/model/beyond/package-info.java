/** Rows beyond the paper: later losses on DDH's trunk, with the recipe of {@code ddh+aug}. */
package io.ddh.model.beyond;
