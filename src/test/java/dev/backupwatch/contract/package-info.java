/** What is sent is held against what is promised: schemas, OpenAPI, AsyncAPI, and what was promised before. */
@NullMarked
package dev.backupwatch.contract;

import org.jspecify.annotations.NullMarked;
