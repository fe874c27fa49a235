// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.netdma.fault.Fault;
import org.netdma.fault.FaultInjection;
import org.netdma.fault.FaultKind;
import org.netdma.fault.InjectedFault;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/** A device that takes engine errors, corruption and hangs, and does nothing wrong. */
public final class FakeFaultInjection implements FaultInjection {

    private final String instanceId;
    private final List<InjectedFault> injected = new ArrayList<>();

    /** @param instanceId of the device */
    public FakeFaultInjection(String instanceId) {
        this.instanceId = instanceId;
    }

    @Override
    public String instanceId() {
        return instanceId;
    }

    @Override
    public Set<FaultKind> kinds() {
        return Set.of(FaultKind.ENGINE_ERROR, FaultKind.CORRUPTION, FaultKind.HANG);
    }

    @Override
    public void inject(Fault fault) throws NtStatusException {
        if (!kinds().contains(fault.kind())) {
            throw new NtStatusException(NtStatus.NOT_SUPPORTED, "XFR-1", "this engine does not know it");
        }
        injected.add(new InjectedFault(fault, injected.size(), injected.isEmpty()));
    }

    @Override
    public List<InjectedFault> injected() {
        return injected;
    }

    @Override
    public void clear() {
        injected.clear();
    }
}
