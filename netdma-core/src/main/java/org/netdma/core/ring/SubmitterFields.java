// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

/** Keeps the fields of {@link SubmitterFields} away from those of other objects before them on the heap. */
@SuppressWarnings("unused")
abstract class PaddingBefore {
    private long p01;
    private long p02;
    private long p03;
    private long p04;
    private long p05;
    private long p06;
    private long p07;
    private long p08;
    private long p09;
    private long p10;
    private long p11;
    private long p12;
    private long p13;
    private long p14;
}

/** The fields that the submitting thread writes: on cache lines that no other thread writes. */
abstract class SubmitterFields extends PaddingBefore {
    /** Highest ticket handed out. */
    long tail;
    /** Highest ticket submitted; read by other threads. */
    long submitted;
    /** Highest ticket that the submitter knows to be done. */
    long done;
    /** Slots from this one on hold the tickets of their numbers: nothing behind it was edited. */
    long editedUntil;
    /** Whether the engine was started since allocation, abort, reset or halt [XFR-1]. */
    boolean started;
    /** Whether a descriptor with a page break was ever written [XFR-12]. */
    boolean pageBreaks;
}

/** Keeps the fields of {@link SubmitterFields} away from those after them. */
@SuppressWarnings("unused")
abstract class PaddingAfter extends SubmitterFields {
    private long q01;
    private long q02;
    private long q03;
    private long q04;
    private long q05;
    private long q06;
    private long q07;
    private long q08;
    private long q09;
    private long q10;
    private long q11;
    private long q12;
    private long q13;
    private long q14;
}
