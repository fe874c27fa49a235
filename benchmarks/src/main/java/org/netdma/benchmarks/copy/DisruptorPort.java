// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** Contender: LMAX Disruptor, one producer, one consumer that copies, yielding wait strategy. */
final class DisruptorPort implements CopyPort {

    private static final class Copy {
        private int block;
        private int size;
    }

    private final RingBuffer<Copy> ring =
            RingBuffer.createSingleProducer(Copy::new, ENTRIES, new YieldingWaitStrategy());
    private final BatchEventProcessor<Copy> processor;
    private final Sequence processed;
    private final Thread consumer;

    DisruptorPort(Walk walk) {
        ByteBuffer source = walk.source();
        ByteBuffer destination = walk.destination();
        EventHandler<Copy> copier =
                (copy, sequence, endOfBatch) -> destination.put(copy.block, source, copy.block, copy.size);
        processor = new BatchEventProcessorBuilder().build(ring, ring.newBarrier(), copier);
        processed = processor.getSequence();
        ring.addGatingSequences(processed);
        consumer = new Thread(processor, "disruptor-consumer");
        consumer.setDaemon(true);
        consumer.start();
    }

    @Override
    public void submit(Walk walk, int batch) {
        int size = walk.size();
        long last = ring.next(batch);
        long first = last - batch + 1;
        for (long sequence = first; sequence <= last; sequence++) {
            Copy copy = ring.get(sequence);
            copy.block = walk.next();
            copy.size = size;
        }
        ring.publish(first, last);
    }

    @Override
    public long completed() {
        return processed.get() + 1;
    }

    @Override
    public void close() {
        processor.halt();
        try {
            consumer.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (consumer.isAlive()) {
            throw new IllegalStateException("the Disruptor's consumer does not end");
        }
    }
}
