// SPDX-License-Identifier: Apache-2.0
/* Contender: memcpy on the caller's thread, the least that a copy can cost. */
#include "sample.h"

#include <stdlib.h>
#include <string.h>

static uint64_t done;

static int open_memcpy(void) {
    done = 0;
    return 0;
}

static void submit(struct walk *walk, int batch) {
    for (int i = 0; i < batch; i++) {
        size_t offset = walk_next(walk);
        memcpy(walk->destination + offset, walk->source + offset, walk->size);
        __asm__ volatile("" ::: "memory");
    }
    done += (uint64_t) batch;
}

static uint64_t completed(void) {
    return done;
}

static void close_memcpy(void) {
}

int main(void) {
    static const struct port memcpy_port = { "memcpy", open_memcpy, submit, completed, close_memcpy };
    return serve(&memcpy_port, aligned_alloc(4096, SAMPLE_MEMORY));
}
