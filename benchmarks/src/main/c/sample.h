// SPDX-License-Identifier: Apache-2.0
/*
 * The measuring loop and the line protocol of a contender written in C: the twin of SampleServer, CopyLoop and Walk of
 * the Java side. A contender fills in a struct port and calls serve().
 *
 * One request a line on standard input, one answer a line on standard output:
 *   sustained size=4096 batch=32 window=256 millis=100   -> ok copies=... nanos=...
 *   roundtrip size=4096 millis=100                       -> ok count=... p50=... p99=... p999=... max=...
 *   submitter size=4096 batch=32 millis=100              -> ok submit=... reap=...
 *   idle millis=1000                                     -> ok cpu=...
 *   wake size=4096 count=100 pausemillis=10              -> ok count=... p50=... p99=... p999=... max=...
 */
#ifndef NETDMA_BENCHMARKS_SAMPLE_H
#define NETDMA_BENCHMARKS_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

/* The bytes that source and destination each walk through. */
#define WALK_BYTES (8u << 20)

/* Where the next copy reads and writes; both sides step together and start over after WALK_BYTES. */
struct walk {
    const uint8_t *source;
    uint8_t *destination;
    size_t size;
    size_t offset;
};

static inline size_t walk_next(struct walk *walk) {
    size_t offset = walk->offset;
    size_t next = offset + walk->size;
    walk->offset = next + walk->size > WALK_BYTES ? 0 : next;
    return offset;
}

/* A way to copy memory. All functions are called by one thread; open and close bracket each sample. */
struct port {
    const char *name;
    int (*open)(void);
    void (*submit)(struct walk *walk, int batch);
    uint64_t (*completed)(void); /* since open */
    void (*close)(void);
};

/* Reads requests until end of file; memory is at least SAMPLE_MEMORY bytes, page aligned. */
#define SAMPLE_MEMORY (2u * WALK_BYTES + (1u << 20))
int serve(const struct port *port, uint8_t *memory);

#endif
