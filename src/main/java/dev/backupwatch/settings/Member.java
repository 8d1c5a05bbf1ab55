package dev.backupwatch.settings;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import io.smallrye.config.common.utils.StringUtil;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * One method of a config mapping.
 *
 * @param name what it adds to the key; empty for nothing
 * @param type of the value, or of the elements of a list, or the interface of a group of keys
 * @param isNamed whether a name stands before it, as of a map's entry
 * @param isOptional whether it may be left out though it has no default
 */
record Member(String name, Class<?> type, boolean isList, boolean isNamed, boolean isOptional, Method method) {

    /** In the order of their names: that of the class file is not promised. */
    static List<Member> of(Class<?> group) {
        return Arrays.stream(group.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()) && method.getParameterCount() == 0)
                .map(Member::of)
                .sorted(Comparator.comparing(Member::name))
                .toList();
    }

    static Member of(Method method) {
        Type type = method.getGenericReturnType();
        boolean isNamed = isA(type, Map.class);
        type = isNamed ? argument(type, 1) : type;
        boolean isOptional = isA(type, Optional.class) || type == OptionalInt.class || type == OptionalLong.class;
        type = isA(type, Optional.class) ? argument(type, 0) : type;
        boolean isList = type instanceof ParameterizedType parameterized
                && parameterized.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw);
        Class<?> one = boxed(isList ? argument(type, 0) : type);
        return new Member(nameOf(method), one, isList, isNamed, isOptional, method);
    }

    boolean isGroup() {
        return type.isInterface() && type.getName().startsWith(KeyName.HOUSE);
    }

    boolean isNeeded() {
        return !isGroup() && !isNamed && !isOptional && byDefault() == null;
    }

    @Nullable
    String byDefault() {
        WithDefault value = method.getAnnotation(WithDefault.class);
        return value == null ? null : value.value();
    }

    /** One that only this method uses. */
    Optional<Converter<?>> converter() {
        return Optional.ofNullable(method.getAnnotation(WithConverter.class)).map(given -> {
            try {
                return given.value().getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException bug) {
                throw new IllegalStateException(bug);
            }
        });
    }

    private static String nameOf(Method method) {
        if (method.isAnnotationPresent(WithParentName.class)) {
            return "";
        }
        WithName given = method.getAnnotation(WithName.class);
        return given == null ? StringUtil.skewer(method.getName()) : given.value();
    }

    private static boolean isA(Type type, Class<?> raw) {
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() == raw;
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static Class<?> boxed(Type type) {
        if (type == int.class || type == OptionalInt.class) {
            return Integer.class;
        }
        if (type == long.class || type == OptionalLong.class) {
            return Long.class;
        }
        if (type == boolean.class) {
            return Boolean.class;
        }
        return type == double.class ? Double.class : (Class<?>) type;
    }
}
