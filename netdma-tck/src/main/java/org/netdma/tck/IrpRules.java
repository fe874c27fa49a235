// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.tck.bench.BrokenPremise.unless;
import static org.netdma.wdm.PnpMinorFunction.CANCEL_REMOVE_DEVICE;
import static org.netdma.wdm.PnpMinorFunction.CANCEL_STOP_DEVICE;
import static org.netdma.wdm.PnpMinorFunction.QUERY_CAPABILITIES;
import static org.netdma.wdm.PnpMinorFunction.QUERY_DEVICE_RELATIONS;
import static org.netdma.wdm.PnpMinorFunction.QUERY_DEVICE_TEXT;
import static org.netdma.wdm.PnpMinorFunction.QUERY_ID;
import static org.netdma.wdm.PnpMinorFunction.QUERY_PNP_DEVICE_STATE;
import static org.netdma.wdm.PnpMinorFunction.QUERY_REMOVE_DEVICE;
import static org.netdma.wdm.PnpMinorFunction.QUERY_RESOURCE_REQUIREMENTS;
import static org.netdma.wdm.PnpMinorFunction.QUERY_STOP_DEVICE;
import static org.netdma.wdm.PnpMinorFunction.STOP_DEVICE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.tck.bench.Answer;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.BusDriver;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Device;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.ResourceRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** What a driver does with PnP requests. */
@Given(Premise.STARTS)
abstract class IrpRules extends ConformanceSuite {

    @Test
    @DisplayName("[PNP-5] FILTER_RESOURCE_REQUIREMENTS keeps the order, and leaves what the driver does not know")
    void shouldKeepForeignRequirements(Bench bench) {
        Device device = bench.startDevice();
        List<ResourceRequirement> offered = new ArrayList<>(device.requirements().requirements());
        offered.add(new MemoryRequirement(0x3000, 0x1000, 0x1_0000_0000L, 0x2_0000_0000L));
        offered.add(0, new MemoryRequirement(0x5000, 0x1000, 0x1_0000_0000L, 0x2_0000_0000L));

        for (int round = 0; round < 2; round++) {
            List<ResourceRequirement> filtered =
                    device.filter(new ResourceRequirementsList(offered)).requirements();

            assertAll(() -> assertEquals(offered.stream().filter(MemoryRequirement.class::isInstance).toList(),
                    filtered.stream().filter(MemoryRequirement.class::isInstance).toList(), "memory"),
                    () -> assertTrue(isInOrder(filtered, offered), () -> "offered %s, filtered %s".formatted(
                            offered, filtered)));
        }
        bench.violations().assertNone("PNP-5");
    }

    /** {@return whether one list has elements of the other only, in their order; CPUs may differ} */
    private static boolean isInOrder(List<ResourceRequirement> some, List<ResourceRequirement> all) {
        int at = 0;
        for (ResourceRequirement one : some) {
            while (at < all.size() && !isSame(one, all.get(at))) {
                at++;
            }
            if (at++ == all.size()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(ResourceRequirement one, ResourceRequirement other) {
        return one.equals(other) || one instanceof InterruptRequirement first
                && other instanceof InterruptRequirement second && first.kind() == second.kind()
                && first.message() == second.message();
    }

    @Test
    @DisplayName("[PNP-7] never fails STOP, REMOVE, SURPRISE_REMOVAL, CANCEL_STOP and CANCEL_REMOVE")
    void shouldNotFailTheUnfailable(Bench bench) {
        wholeLife(bench);

        bench.violations().assertNone("PNP-7");
    }

    @Test
    @DisplayName("[MEM-13] reports no device as failed or disabled that works")
    void shouldNotReportFailure(Bench bench) {
        wholeLife(bench);

        bench.violations().assertNone("MEM-13");
    }

    @Test
    @DisplayName("[PNP-8] passes each request down that it does not fail, those too that it does not know")
    void shouldPassDown(Bench bench) {
        wholeLife(bench);

        bench.violations().assertNone("PNP-8");
    }

    @Test
    @DisplayName("[PNP-9] completes each request once, and touches it no more after it passed it on or completed it")
    void shouldCompleteOnce(Bench bench) {
        wholeLife(bench);

        bench.violations().assertNone("PNP-9");
        assertEquals(List.of(), bench.thrown(), "exceptions that left its routines");
    }

    @Test
    @DisplayName("[PNP-9] works above a bus driver that marks each request pending and completes it later")
    void shouldWorkAboveLateBus(Bench bench) {
        wholeLife(bench);
        bench.threads().awaitShortly(() -> bench.threads().driverThreads().isEmpty());
        unless(bench.violations().all().isEmpty(), "it breaks rules when the bus driver answers at once");
        bench.bus().answerLate();

        wholeLife(bench);

        assertEquals(List.of(), bench.violations().all(), "violations above a late bus driver");
    }

    @Test
    @DisplayName("[PNP-8] leaves the bus driver's answers as they are")
    void shouldLeaveBusAnswers(Bench bench) {
        Device device = bench.startDevice();

        Answer ids = device.send(IoStackLocation.pnp(QUERY_ID,
                new IrpParameters.QueryId(IrpParameters.IdType.INSTANCE)), null);
        Answer text = device.send(QUERY_DEVICE_TEXT);
        Answer requirements = device.send(QUERY_RESOURCE_REQUIREMENTS);

        assertAll(() -> assertEquals(success(new IrpInformation.Ids(List.of(device.instanceId()))), ids, "QUERY_ID"),
                () -> assertEquals(success(BusDriver.TEXT), text, "QUERY_DEVICE_TEXT"),
                () -> assertEquals(success(new IrpInformation.Requirements(device.requirements())), requirements,
                        "QUERY_RESOURCE_REQUIREMENTS"));
    }

    private static Answer success(IrpInformation information) {
        return new Answer(NtStatus.SUCCESS, Optional.of(information));
    }

    @Test
    @DisplayName("[PNP-8] START_DEVICE goes bottom-up: it fails, and starts no provider, when the bus driver fails it")
    void shouldFailStartWithBus(Bench bench) {
        bench.load();
        Device device = bench.plug();
        device.addDevice();
        bench.bus().failStart(NtStatus.IO_DEVICE_ERROR);

        NtStatus status = device.start();

        assertEquals(NtStatus.IO_DEVICE_ERROR, status, "START_DEVICE");
        assertFalse(device.registration().isStarted(), "the provider is started though the device is not");
    }

    @Test
    @Given(Premise.COPIES)
    @DisplayName("[PNP-7] works on after CANCEL_STOP and CANCEL_REMOVE, and while it was asked")
    void shouldWorkOnAfterCancel(Bench bench) {
        Device device = bench.startDevice();
        Channel channel = device.registration().allocate();
        Copies copies = Copies.of(bench, 5, 100);
        PnpMinorFunction[] asked = {QUERY_STOP_DEVICE, CANCEL_STOP_DEVICE, QUERY_REMOVE_DEVICE, CANCEL_REMOVE_DEVICE};
        for (int i = 0; i < asked.length; i++) {
            NtStatus status = device.send(asked[i]).status();
            String when = "after " + asked[i];
            unless(status.isSuccess() || asked[i].mayFail(), when);
            assertTrue(device.registration().isStarted(), when + " the provider is stopped");
            channel.awaitDone(channel.submit(copies.descriptors(i, i + 1)));
        }
        copies.assertCopied(0, asked.length);
    }

    /** All that can happen to a device, with a copy in between where the engine can. */
    static void wholeLife(Bench bench) {
        Device device = bench.startDevice();
        for (PnpMinorFunction query : new PnpMinorFunction[] {QUERY_CAPABILITIES, QUERY_PNP_DEVICE_STATE,
            QUERY_DEVICE_RELATIONS, QUERY_DEVICE_TEXT, QUERY_RESOURCE_REQUIREMENTS,
            QUERY_STOP_DEVICE, CANCEL_STOP_DEVICE, QUERY_REMOVE_DEVICE, CANCEL_REMOVE_DEVICE, QUERY_STOP_DEVICE,
            STOP_DEVICE}) {
            device.send(query);
        }
        device.send(IoStackLocation.pnp(QUERY_ID, new IrpParameters.QueryId(IrpParameters.IdType.HARDWARE)), null);
        device.start();
        device.send(QUERY_REMOVE_DEVICE);
        device.remove();
        Device pulled = bench.startDevice();
        pulled.send(PnpMinorFunction.SURPRISE_REMOVAL);
        pulled.remove();
    }
}
