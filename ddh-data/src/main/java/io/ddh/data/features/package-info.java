/** Features that need no training: local binary patterns and raw pixels. */
package io.ddh.data.features;
