/** From a trained model to a search engine: pictures to codes, codes to an index, answers. */
package io.ddh.experiments.engine;
