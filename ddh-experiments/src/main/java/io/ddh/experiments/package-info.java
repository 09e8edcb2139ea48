/** Research: from YAML to tables, figures and a report; its command line. */
package io.ddh.experiments;
