// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.text;

import java.nio.charset.Charset;
import java.nio.charset.spi.CharsetProvider;
import java.util.Iterator;
import java.util.List;

/**
 * Provides the charset of configurations. File Install reads them, and all that it can be given is the name of a
 * charset: UTF-8 of the JDK keeps a byte order mark as a part of the first key, and makes of other encodings what it
 * can, without a word.
 */
public final class ConfigurationCharsets extends CharsetProvider {

    /** The name of the charset. */
    public static final String NAME = "X-NetDMA-UTF-8";

    private static final Charset CHARSET = new StrictUtf8(NAME);

    @Override
    public Iterator<Charset> charsets() {
        return List.of(CHARSET).iterator();
    }

    @Override
    public Charset charsetForName(String name) {
        return NAME.equalsIgnoreCase(name) ? CHARSET : null;
    }
}
