/** Features without training: local binary patterns and the pixels themselves. */
package io.ddh.data.features;
