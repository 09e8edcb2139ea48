package io.ddh.app.data;

/**
 * A data set that only its owners give out.
 *
 * @param name for the command line
 * @param title one line
 * @param ask whom to ask, and where
 */
public record OnRequest(String name, String title, String ask) {}
