package dev.backupwatch.settings;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of which some values may be mistakes: only who asks for one of those is refused.
 *
 * @param mistaken keys that cannot be read
 */
record View(String path, Values values, Set<String> mistaken) implements InvocationHandler {

    static Object of(Class<?> type, View view) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, view);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(this, arguments);
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        Member member = Member.of(method);
        String below = KeyName.below(path, member.name());
        return member.isNamed() ? named(below, member) : one(below, member);
    }

    private Object named(String below, Member member) {
        Map<String, Object> all = new TreeMap<>();
        for (String name : values.namesBelow(below)) {
            String key = KeyName.canonical("%s.\"%s\"".formatted(below, name));
            Object value = member.isGroup() || values.at(key).getValue() != null ? one(key, member) : null;
            if (value != null) {
                all.put(name, value);
            }
        }
        return all;
    }

    private @Nullable Object one(String key, Member member) {
        if (member.isGroup()) {
            Object group = of(member.type(), new View(key, values, mistaken));
            boolean isThere = !member.isOptional() || values.isAnySetBelow(key);
            return member.isOptional() ? Optional.of(group).filter(any -> isThere) : group;
        }
        if (mistaken.contains(key)) {
            throw new UnreadableException(key);
        }
        Object value = values.read(key, member);
        if (member.isOptional()) {
            return optional(value, member.method().getReturnType());
        }
        return value == null && member.isList() ? new ArrayList<>() : value;
    }

    private static Object optional(@Nullable Object value, Class<?> type) {
        if (type == OptionalInt.class) {
            return value == null ? OptionalInt.empty() : OptionalInt.of((Integer) value);
        }
        if (type == OptionalLong.class) {
            return value == null ? OptionalLong.empty() : OptionalLong.of((Long) value);
        }
        return Optional.ofNullable(value);
    }
}
