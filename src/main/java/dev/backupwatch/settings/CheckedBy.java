package dev.backupwatch.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a config mapping: who knows what else its values must be, beyond their types. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CheckedBy {

    /** With a constructor that takes nothing. */
    Class<? extends Rules<?>> value();
}
