/**
 * What OceanBase does to its backup views, told as scenarios: on the left what happens in the cluster, on the right the
 * events that follow. They run over the real chain on a real database, with the columns of every version.
 */
@NullMarked
package dev.backupwatch.scenario;

import org.jspecify.annotations.NullMarked;
