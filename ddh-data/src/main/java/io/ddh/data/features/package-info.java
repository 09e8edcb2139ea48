/** Features that need no training, which are local binary patterns and raw pixels. */
package io.ddh.data.features;
