// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.felix.gogo.runtime.Closure;
import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.gogo.runtime.Parser.Executable;
import org.apache.felix.gogo.runtime.Parser.Pipeline;
import org.apache.felix.gogo.runtime.Parser.Program;
import org.apache.felix.gogo.runtime.Parser.Statement;
import org.apache.felix.gogo.runtime.Token;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/**
 * Makes a pipe fail when any of its commands fails. In Gogo only the last one counts: it prints the failure of another,
 * and goes on. So each pipe {@code a | b} is run as {@code shell:__pipe { a | b }}, a function that looks whether one
 * has failed as soon as the pipe has ended.
 */
final class Pipes {

    /** The name of the function; names like this are not listed. */
    private static final String FUNCTION = "shell:__pipe";

    private static final String OUTPUT = "$(";

    /** Words without single quotes or backslashes, in which all is what it seems. */
    private static final Pattern PLAIN = Pattern.compile("^[^'\\\\]*$");

    /** A command that takes its input from the lines after it can not be put into braces. */
    private static final String HERE_DOCUMENT = "<<";

    private record Insertion(int position, String text) {
    }

    private final CharSequence commands;
    /** Where the text that is parsed begins in the commands. */
    private final int offset;
    private final List<Insertion> insertions;

    private Pipes(CharSequence commands, int offset, List<Insertion> insertions) {
        this.commands = commands;
        this.offset = offset;
        this.insertions = insertions;
    }

    /** Makes the function known to a session. */
    static void prepare(CommandSession session) {
        session.put(FUNCTION, (Function) Pipes::run);
    }

    private static Object run(CommandSession session, List<Object> arguments) throws Exception {
        Object value;
        try {
            value = ((Function) arguments.get(0)).execute(session, null);
        } catch (Exception last) {
            throw first(session, last);
        }
        Exception failure = first(session, null);
        if (failure != null) {
            throw failure;
        }
        return value;
    }

    /** {@return the failure of the first command that failed: those after it may fail for its sake} */
    private static Exception first(CommandSession session, Exception last) {
        if (session.get(Closure.PIPE_EXCEPTION) instanceof Exception failures && failures.getSuppressed().length > 0) {
            Throwable first = failures.getSuppressed()[0];
            return first instanceof Exception failure ? failure : new IllegalStateException(first);
        }
        return last;
    }

    /**
     * {@return the commands, with each pipe guarded}
     *
     * @param commands in Gogo's language; returned as they are when they cannot be parsed, so that running them says why
     */
    static CharSequence guarded(CharSequence commands) {
        List<Insertion> insertions = new ArrayList<>();
        try {
            new Pipes(commands, 0, insertions).guard(new Parser(commands).program());
        } catch (RuntimeException e) {
            return commands;
        }
        StringBuilder guarded = new StringBuilder(commands);
        insertions.sort(Comparator.comparingInt(Insertion::position).reversed());
        insertions.forEach(insertion -> guarded.insert(insertion.position(), insertion.text()));
        return guarded;
    }

    private void guard(Program program) {
        for (Executable executable : program.tokens()) {
            if (executable instanceof Pipeline pipeline) {
                List<Executable> parts = pipeline.tokens();
                Token last = parts.get(parts.size() - 1);
                if (parts.stream().noneMatch(Pipes::readsLinesAfterIt)) {
                    insertions.add(new Insertion(offset + parts.get(0).start(), FUNCTION + " { "));
                    insertions.add(new Insertion(offset + last.start() + last.length(), " }"));
                }
                parts.forEach(this::guardWithin);
            } else {
                guardWithin(executable);
            }
        }
    }

    private static boolean readsLinesAfterIt(Executable part) {
        return part instanceof Statement statement
                && statement.redirections().stream().anyMatch(token -> token.toString().startsWith(HERE_DOCUMENT));
    }

    private void guardWithin(Token token) {
        if (token instanceof Statement statement) {
            statement.tokens().forEach(this::guardWithin);
        } else if (token instanceof Parser.Closure closure) {
            guard(closure.program());
        } else if (token instanceof Parser.Sequence sequence) {
            guard(sequence.program());
        } else if (token instanceof Parser.Array array) {
            (array.list() == null ? array.map().values() : array.list())
                    .forEach(this::guardWithin);
        } else if (PLAIN.matcher(token).find()) {
            guardOutput(token);
        }
    }

    /** Gogo parses {@code $(commands)} in a word, or in a text in double quotes, when it evaluates it. */
    private void guardOutput(Token word) {
        String text = word.toString();
        for (int i = text.indexOf(OUTPUT); i >= 0; i = text.indexOf(OUTPUT, i)) {
            int begin = offset + word.start() + i + 1;
            Parser.Sequence sequence = new Parser(commands.subSequence(begin, offset + word.start() + word.length()))
                    .sequence();
            new Pipes(commands, begin, insertions).guard(sequence.program());
            i += sequence.length();
        }
    }
}
