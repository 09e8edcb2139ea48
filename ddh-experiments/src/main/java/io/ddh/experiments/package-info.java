/** From YAML to tables, figures and a report; the command line. The only module that sees all. */
package io.ddh.experiments;
