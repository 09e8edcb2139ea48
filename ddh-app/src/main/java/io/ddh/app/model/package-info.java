/** Trains models, and writes and reads model files. */
package io.ddh.app.model;
