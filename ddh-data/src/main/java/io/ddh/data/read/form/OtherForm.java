package io.ddh.data.read.form;

/**
 * A form that was considered and doesn't fit.
 *
 * @param form the reader's name
 * @param reason one line: what is missing for it
 */
public record OtherForm(String form, String reason) {}
