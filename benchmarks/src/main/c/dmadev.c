// SPDX-License-Identifier: Apache-2.0
/*
 * Contender: DPDK's software DMA engine dma_skeleton, through the dmadev API. One device, one virtual channel, 1,024
 * descriptors; DPDK completes each descriptor. The device runs, and its engine thread lives, during a sample only.
 *
 *   dmadev --no-huge --no-pci -m 512 --iova-mode=va --vdev=dma_skeleton -l 0 --log-level=error
 */
#include "sample.h"

#include <rte_dmadev.h>
#include <rte_eal.h>
#include <stdio.h>
#include <stdlib.h>

#define CHANNEL 0
#define DESCRIPTORS 1024

static int16_t device;
static uint64_t done;

static int open_device(void) {
    done = 0;
    return rte_dma_start(device);
}

static void submit(struct walk *walk, int batch) {
    for (int i = 0; i < batch; i++) {
        size_t offset = walk_next(walk);
        int index = rte_dma_copy(device, CHANNEL, (rte_iova_t) (uintptr_t) (walk->source + offset),
                                 (rte_iova_t) (uintptr_t) (walk->destination + offset), (uint32_t) walk->size, 0);
        if (index < 0) {
            fprintf(stderr, "rte_dma_copy: %d\n", index);
            exit(1);
        }
    }
    rte_dma_submit(device, CHANNEL);
}

static uint64_t completed(void) {
    uint16_t last;
    bool failed = false;
    done += rte_dma_completed(device, CHANNEL, DESCRIPTORS, &last, &failed);
    if (failed) {
        fputs("rte_dma_completed: a copy failed\n", stderr);
        exit(1);
    }
    return done;
}

static void close_device(void) {
    rte_dma_stop(device);
}

static int configure(void) {
    struct rte_dma_conf configuration = { .nb_vchans = 1 };
    struct rte_dma_vchan_conf channel = { .direction = RTE_DMA_DIR_MEM_TO_MEM, .nb_desc = DESCRIPTORS };
    device = (int16_t) rte_dma_get_dev_id_by_name("dma_skeleton");
    return device < 0 || rte_dma_configure(device, &configuration) != 0
        || rte_dma_vchan_setup(device, CHANNEL, &channel) != 0;
}

int main(int argc, char **argv) {
    if (rte_eal_init(argc, argv) < 0 || configure() != 0) {
        puts("error DPDK has no dma_skeleton device here");
        return 1;
    }
    static const struct port dmadev_port = { "dma_skeleton", open_device, submit, completed, close_device };
    /* The C library's, as that of the others: the engine is software, and the address is the pointer. */
    uint8_t *memory = aligned_alloc(4096, SAMPLE_MEMORY);
    if (memory == NULL) {
        puts("error there is not enough memory");
        return 1;
    }
    int result = serve(&dmadev_port, memory);
    rte_eal_cleanup();
    return result;
}
