package io.ddh.app.data;

/**
 * A data set that must be requested from its owners.
 *
 * @param name name of the data set on the command line
 * @param title description in one line
 * @param ask whom to ask for the data set, and where
 */
public record OnRequest(String name, String title, String ask) {}
