// SPDX-License-Identifier: Apache-2.0
#include "sample.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Away from power-of-two distances, at which loads and stores alias in the caches: 5 pages, as the Java side. */
#define DISTANCE (WALK_BYTES + 5u * 4096u)
#define LEAD_IN_SHARE 5
#define MAXIMUM_TIMES 1000000

static const struct port *port;
static uint8_t *source;
static uint8_t *destination;
static uint64_t times[MAXIMUM_TIMES];

static uint64_t clock_nanos(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t) now.tv_sec * 1000000000u + (uint64_t) now.tv_nsec;
}

static uint64_t nanos(void) {
    return clock_nanos(CLOCK_MONOTONIC);
}

static void sleep_millis(long millis) {
    struct timespec pause = { millis / 1000, millis % 1000 * 1000000 };
    nanosleep(&pause, NULL);
}

/* Between two looks that find nothing: a pause, and now and then another thread gets the processor. */
static inline void spin(void) {
    static unsigned looks;
    if (++looks % 100 == 0) {
        sched_yield();
    } else {
        __builtin_ia32_pause();
    }
}

static void await(uint64_t count) {
    while (port->completed() < count) {
        spin();
    }
}

/* Copies for a time with at most window copies outstanding, and returns how many. */
static uint64_t run(struct walk *walk, int batch, uint64_t window, uint64_t duration) {
    uint64_t base = port->completed(), submitted = 0, done = 0;
    uint64_t interval = 4096 * 64 / walk->size + window, check = interval;
    uint64_t deadline = nanos() + duration;
    for (;;) {
        while (submitted + (uint64_t) batch - done <= window) {
            port->submit(walk, batch);
            submitted += (uint64_t) batch;
        }
        uint64_t now = port->completed() - base;
        if (now == done) {
            spin();
        }
        done = now;
        if (submitted >= check) {
            if (nanos() >= deadline) {
                break;
            }
            check += interval;
        }
    }
    await(base + submitted);
    return submitted;
}

static const char *text(const char *request, const char *key) {
    const char *at = strstr(request, key);
    return at == NULL ? NULL : at + strlen(key);
}

static long number(const char *request, const char *key, long otherwise) {
    const char *value = text(request, key);
    return value == NULL ? otherwise : strtol(value, NULL, 10);
}

static int intact(const struct walk *walk, uint64_t copies) {
    uint64_t blocks = WALK_BYTES / walk->size;
    return memcmp(source, destination, (copies < blocks ? copies : blocks) * walk->size) == 0;
}

static void sustained(struct walk *walk, const char *request) {
    int batch = (int) number(request, " batch=", 1);
    uint64_t window = (uint64_t) number(request, " window=", 256);
    uint64_t duration = (uint64_t) number(request, " millis=", 100) * 1000000u;
    run(walk, batch, window, duration / LEAD_IN_SHARE);
    uint64_t start = nanos();
    uint64_t copies = run(walk, batch, window, duration);
    uint64_t time = nanos() - start;
    if (!intact(walk, copies)) {
        puts("error the destination differs from the source");
        return;
    }
    printf("ok copies=%llu nanos=%llu\n", (unsigned long long) copies, (unsigned long long) time);
}

static int ascending(const void *one, const void *other) {
    uint64_t a = *(const uint64_t *) one, b = *(const uint64_t *) other;
    return (a > b) - (a < b);
}

static uint64_t quantile(size_t count, double share) {
    size_t index = (size_t) (share * (double) count);
    return times[index < count ? index : count - 1];
}

static void report_times(size_t count) {
    if (count == 0) {
        puts("error no time was taken");
        return;
    }
    qsort(times, count, sizeof times[0], ascending);
    printf("ok count=%zu p50=%llu p99=%llu p999=%llu max=%llu\n", count, (unsigned long long) quantile(count, 0.5),
           (unsigned long long) quantile(count, 0.99), (unsigned long long) quantile(count, 0.999),
           (unsigned long long) times[count - 1]);
}

static uint64_t one_round_trip(struct walk *walk, uint64_t target) {
    uint64_t start = nanos();
    port->submit(walk, 1);
    await(target);
    return nanos() - start;
}

static void roundtrip(struct walk *walk, const char *request) {
    uint64_t duration = (uint64_t) number(request, " millis=", 100) * 1000000u;
    uint64_t target = port->completed();
    uint64_t start = nanos(), from = start + duration / LEAD_IN_SHARE, until = from + duration;
    size_t count = 0;
    while (count < MAXIMUM_TIMES) {
        uint64_t time = one_round_trip(walk, ++target), now = nanos();
        if (now >= until && count > 0) {
            break;
        }
        if (now >= from) {
            times[count++] = time;
        }
    }
    report_times(count);
}

static void wake(struct walk *walk, const char *request) {
    long count = number(request, " count=", 100), pause = number(request, " pausemillis=", 10);
    uint64_t target = port->completed();
    for (long i = 0; i < count; i++) {
        sleep_millis(pause);
        times[i] = one_round_trip(walk, ++target);
    }
    report_times((size_t) count);
}

/* What the submitting thread spends on a batch that fits in the ring, and on learning that it is done. */
static void submitter(struct walk *walk, const char *request) {
    int batch = (int) number(request, " batch=", 1);
    uint64_t duration = (uint64_t) number(request, " millis=", 100) * 1000000u;
    uint64_t fitting = (4u << 20) / walk->size;
    uint64_t burst = fitting < (uint64_t) batch ? (uint64_t) batch : fitting > 128 ? 128 : fitting;
    burst -= burst % (uint64_t) batch;
    uint64_t copies = run(walk, batch, burst, duration / LEAD_IN_SHARE);
    uint64_t pause = duration / LEAD_IN_SHARE / copies * burst + 2000;
    uint64_t target = port->completed(), until = nanos() + duration;
    size_t rounds = 0;
    static uint64_t reaps[MAXIMUM_TIMES];
    do {
        uint64_t start = nanos();
        for (uint64_t i = 0; i < burst; i += (uint64_t) batch) {
            port->submit(walk, batch);
        }
        times[rounds] = nanos() - start;
        target += burst;
        uint64_t done;
        do {
            for (uint64_t pauseEnd = nanos() + pause; nanos() < pauseEnd;) {
                spin();
            }
            start = nanos();
            done = port->completed();
            reaps[rounds] = nanos() - start;
        } while (done < target);
        rounds++;
    } while (nanos() < until && rounds < MAXIMUM_TIMES);
    qsort(times, rounds, sizeof times[0], ascending);
    qsort(reaps, rounds, sizeof reaps[0], ascending);
    printf("ok submit=%.2f reap=%.2f\n", (double) times[rounds / 2] / (double) burst,
           (double) reaps[rounds / 2] / (double) burst);
}

static void idle(struct walk *walk, const char *request) {
    run(walk, 1, 256, 10000000u);
    sleep_millis(200);
    uint64_t cpu = clock_nanos(CLOCK_PROCESS_CPUTIME_ID), start = nanos();
    sleep_millis(number(request, " millis=", 1000));
    printf("ok cpu=%.5f\n",
           (double) (clock_nanos(CLOCK_PROCESS_CPUTIME_ID) - cpu) / (double) (nanos() - start));
}

static void answer(const char *request) {
    long size = number(request, " size=", 64);
    if (size < 1 || size > (long) WALK_BYTES) {
        puts("error size is out of range");
        return;
    }
    struct walk walk = { source, destination, (size_t) size, 0 };
    memset(destination, 0, WALK_BYTES);
    if (port->open() != 0) {
        puts("error the contender does not open");
        return;
    }
    if (strncmp(request, "sustained", 9) == 0) {
        sustained(&walk, request);
    } else if (strncmp(request, "roundtrip", 9) == 0) {
        roundtrip(&walk, request);
    } else if (strncmp(request, "submitter", 9) == 0) {
        submitter(&walk, request);
    } else if (strncmp(request, "idle", 4) == 0) {
        idle(&walk, request);
    } else if (strncmp(request, "wake", 4) == 0) {
        wake(&walk, request);
    } else {
        puts("error unknown request");
    }
    port->close();
}

int serve(const struct port *contender, uint8_t *memory) {
    port = contender;
    source = memory;
    destination = memory + DISTANCE;
    for (size_t i = 0; i < WALK_BYTES; i++) {
        source[i] = (uint8_t) (i * 31 + (i >> 8));
    }
    printf("ready %s\n", port->name);
    fflush(stdout);
    char request[256];
    while (fgets(request, sizeof request, stdin) != NULL) {
        answer(request);
        fflush(stdout);
    }
    return 0;
}
