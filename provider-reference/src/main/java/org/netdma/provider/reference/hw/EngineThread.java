// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/** The clock of an engine: the one thread that makes it work, and idles by its {@link IdlePolicy}. */
public final class EngineThread {

    private static final System.Logger LOG = System.getLogger(EngineThread.class.getName());

    private final DmaEngine engine;
    private final WakeLine wake;
    private final IdlePolicy policy;
    private final Runnable broken;
    private final Thread thread;
    private volatile Throwable failure;
    private volatile boolean poweredDown;
    private volatile boolean endsWhenIdle;

    /**
     * @param name   of the thread
     * @param engine to drive; nobody else calls its {@code doWork}
     * @param broken run once if the engine breaks, by its thread, as the last thing that this does; quick
     */
    public EngineThread(String name, DmaEngine engine, Runnable broken) {
        this.engine = engine;
        this.broken = broken;
        this.wake = engine.wakeLine();
        this.policy = engine.options().idlePolicy();
        this.thread = new Thread(null, this::run, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null); // the PnP thread's would keep bundles in memory
    }

    /** Powers the engine up. Done once. */
    public void powerUp() {
        wake.on(thread);
        thread.start();
    }

    /**
     * Powers the engine down: it finishes its descriptors in hand, then touches nothing any more. Done once.
     *
     * @return whether its thread ended within the limit
     */
    public boolean powerDown(Duration limit) {
        poweredDown = true;
        return end(limit);
    }

    /**
     * Powers the engine down once it has done all that was submitted [PWR-3]. Done once.
     *
     * @return whether its thread ended within the limit
     */
    public boolean powerDownWhenIdle(Duration limit) {
        endsWhenIdle = true;
        return end(limit);
    }

    private boolean end(Duration limit) {
        wake.pull();
        boolean interrupted = false;
        long deadline = System.nanoTime() + limit.toNanos();
        while (thread.isAlive()) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                LOG.log(Level.ERROR, "{0} does not end within {1} ms", thread.getName(), limit.toMillis());
                break;
            }
            try {
                thread.join(millis);
            } catch (InterruptedException e) {
                interrupted = true; // powering down is not given up half way
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** {@return whether the thread runs; it ends by itself only when the engine is broken} */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** {@return what broke the engine, if it is broken} */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private void run() {
        try {
            work();
        } catch (Throwable e) {
            failure = e;
        }
        wake.off();
        if (failure != null) {
            fail();
        }
    }

    /** Says that the engine is broken: to the log, to the clients of its channels, to its driver [MEM-13]. */
    private void fail() {
        try {
            LOG.log(Level.ERROR, thread.getName() + " broke: its engine is dead until the device is restarted", failure);
        } finally {
            try {
                engine.fail();
            } finally {
                broken.run();
            }
        }
    }

    private void work() {
        int idlePolls = 0;
        while (!poweredDown) {
            boolean ending = endsWhenIdle; // before the look: what was submitted before it was said is still seen
            if (engine.doWork() > 0) {
                idlePolls = 0;
            } else if (ending) {
                break;
            } else {
                idlePolls = idle(idlePolls);
            }
        }
    }

    /** Waits a little, longer the longer there was nothing to do. {@return for how many polls that is now} */
    private int idle(int polls) {
        if (polls < policy.spins()) {
            Thread.onSpinWait();
            return polls + 1;
        }
        if (!policy.parks() || polls < policy.spins() + policy.yields()) {
            Thread.yield();
            return policy.parks() ? polls + 1 : polls;
        }
        park();
        return 0;
    }

    private void park() {
        wake.prepareToSleep();
        if (isStillIdle()) {
            wake.nap();
        }
        while (isStillIdle()) {
            wake.sleep();
        }
        wake.awake();
    }

    private boolean isStillIdle() {
        return engine.doWork() == 0 && wake.isAsleep() && !poweredDown && !endsWhenIdle;
    }
}
