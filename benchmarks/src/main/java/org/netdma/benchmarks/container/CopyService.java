// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import java.util.function.LongUnaryOperator;
import org.netdma.benchmarks.copy.CopyPort;
import org.netdma.benchmarks.copy.Request;
import org.netdma.benchmarks.copy.Spin;
import org.netdma.benchmarks.copy.Walk;
import org.netdma.client.DmaClients;
import org.netdma.memory.PhysicalMemory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Copies on demand of who started the container: {@code applyAsLong(n)} makes at least n copies and returns how many.
 * The service is of a type of the JDK, so that nothing of NetDMA is loaded outside the container.
 */
@Component(property = CopyService.NAME + "=" + CopyService.COPIES)
public final class CopyService implements LongUnaryOperator {

    /** Property of the service. */
    public static final String NAME = "netdma.benchmarks";
    /** Its value. */
    public static final String COPIES = "copies";
    /** Framework property: the request, such as {@code sustained size=64 batch=32 window=256}. */
    public static final String REQUEST = "netdma.benchmarks.request";
    /** Framework property: which of the contenders. */
    public static final String PORT = "netdma.benchmarks.port";

    private final Walk walk = new Walk();
    private final CopyPort port;
    private final int batch;
    private final int window;

    @Activate
    public CopyService(BundleContext context, @Reference DmaClients clients, @Reference PhysicalMemory memory)
            throws Exception {
        Request request = Request.parse(context.getProperty(REQUEST));
        batch = (int) request.get("batch", 1);
        window = (int) request.get("window", 256);
        walk.restart((int) request.get("size", 64));
        NetDmaPorts ports = new NetDmaPorts(clients, memory);
        ports.awaitProvider();
        port = ports.factory(context.getProperty(PORT)).open(walk, request);
    }

    @Override
    public long applyAsLong(long copies) {
        Spin spin = new Spin();
        long base = port.completed();
        long submitted = 0;
        long done = 0;
        while (done < copies) {
            while (submitted < copies && submitted + batch - done <= window) {
                port.submit(walk, batch);
                submitted += batch;
            }
            long now = port.completed() - base;
            if (now == done) {
                spin.pause();
            }
            done = now;
        }
        return done;
    }

    @Deactivate
    void deactivate() {
        port.close();
    }
}
