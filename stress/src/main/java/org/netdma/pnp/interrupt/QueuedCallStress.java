// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.interrupt;

import java.time.Duration;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.LoadedDriver;
import org.netdma.pnp.registry.ConfiguredRegistryPath;
import org.netdma.pnp.registry.ParameterSource;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link QueuedCall}: no request is lost, and after close the routine does not run [INT-2]. */
public class QueuedCallStress {

    private static final DeviceLayer DEVICE = new DeviceLayer(
            new LoadedDriver("stress", new ConfiguredRegistryPath("stress", ParameterSource.NONE)), null);

    /** A call that is queued, of a routine that reads plainly what was written plainly before it was asked for. */
    private static final class Queued {

        // its threads are not started: the test runs the call
        final QueuedCall call = new QueuedCall(
                new DpcProcessors(1, () -> Duration.ofSeconds(10), ThreadPinner.NONE), DEVICE, this::routine);
        int written;
        int read;
        int runs;

        Queued() {
            call.queue(0);
        }

        private void routine(int cpu) {
            read = written;
            runs++;
        }
    }

    /** An interrupt while the DPC of the one before is about to run, runs, or has run. */
    @JCStressTest
    @Description("A service routine writes, then queues its DPC, which is queued already or runs.")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "it runs once for both, and sees what was written")
    @Outcome(id = "1, 2, 1", expect = Expect.ACCEPTABLE, desc = "it runs again, and sees what was written")
    @Outcome(id = "0, 1, 0", expect = Expect.FORBIDDEN, desc = "it ran once for both, and did not see what was written")
    @State
    public static class QueueAndRun {

        private final Queued queued = new Queued();

        @Actor
        public void serviceRoutine(III_Result result) {
            queued.written = 1;
            result.r1 = queued.call.queue(0) ? 1 : 0;
        }

        @Actor
        public void dpcThread() {
            queued.call.run(0);
        }

        @Arbiter
        public void rest(III_Result result) {
            queued.call.run(0);
            result.r2 = queued.runs;
            result.r3 = queued.read;
        }
    }

    /** A device is removed while its DPC is about to run, or runs. */
    @JCStressTest
    @Description("A queued call is closed while it is about to run.")
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "closed before: it does not run")
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "it ran, and closing waited for it")
    @Outcome(id = "0, 1", expect = Expect.FORBIDDEN, desc = "it ran after it was closed")
    @State
    public static class CloseAndRun {

        private final Queued queued = new Queued();

        @Actor
        public void dpcThread() {
            queued.call.run(0);
        }

        @Actor
        public void removal(II_Result result) {
            queued.call.close();
            result.r1 = queued.runs;
        }

        @Arbiter
        public void rest(II_Result result) {
            queued.call.run(0);
            result.r2 = queued.runs;
        }
    }
}
