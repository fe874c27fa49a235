// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import static org.netdma.wdm.NtStatus.SUCCESS;
import static org.netdma.wdm.NtStatus.UNSUCCESSFUL;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.netdma.NetDmaVersion;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.reference.driver.ReferenceDriver;
import org.netdma.provider.spi.AbortableChannel;
import org.netdma.provider.spi.ChannelAllocation.Allocated;
import org.netdma.provider.spi.ChannelAllocation.Refused;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.provider.spi.SuspendableChannel;
import org.netdma.provider.spi.SuspendableChannel.Suspension;
import org.netdma.tck.Ability;
import org.netdma.tck.ProviderUnderTest;
import org.netdma.tck.wrong.Interposer.Call;
import org.netdma.tck.wrong.Interposer.Change;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.resource.ResourceRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** The reference provider, one of whose calls, or of those that it is called by, is not what it should be. */
final class ReferenceMutants {

    private static final Ability[] ABILITIES =
            {Ability.DCA, Ability.GROUPS, Ability.SUSPEND, Ability.ABORT, Ability.RESET, Ability.POWER};
    private static final Change NOTHING = call -> SUCCESS;
    private static final Change TWICE = call -> {
        call.proceed();
        return call.proceed();
    };
    private static final Change IN_VAIN = call -> {
        call.proceed();
        return UNSUCCESSFUL;
    };

    static final List<Mutant> TABLE =
            Stream.of(messages(), line(), first(), requests(), late()).flatMap(List::stream).toList();

    private ReferenceMutants() {
    }

    private static List<Mutant> messages() {
        return List.of(
            equivalent("is as it comes", "nothing is wrong with it", "none", NOTHING),
            reference("fails DriverEntry", "[PNP-1] DriverEntry succeeds", "driverEntry", IN_VAIN),
            reference("fails AddDevice", "[REG-1] AddDevice puts", "addDevice", IN_VAIN),
            reference("hides that AddDevice failed", "[REG-9] AddDevice fails", "addDevice", call -> {
                call.proceed();
                return SUCCESS;
            })
                    .andFails("[PNP-3] AddDevice fails"),
            reference("registers no channels", "[REG-3] registers with",
                    "registerProvider", call -> register(call, 0, "Engine")),
            reference("registers more channels than it has", "[REG-1] AddDevice puts",
                    "registerProvider", call -> register(call, 5, "Engine")),
            reference("has no name", "[REG-3] registers with", "registerProvider", call -> register(call, 4, " ")),
            reference("does not hear of CPUs", "[INT-4] asks for", "setDmaChannelCpuAffinity", NOTHING),
            reference("completes START_DEVICE twice", "[PNP-9] completes each", "START_DEVICE", call -> {
                call.proceed();
                return complete(call, UNSUCCESSFUL);
            }).andFails("[PNP-7] [PNP-8] never fails"),
            reference("starts without its provider", "[STA-3] START_DEVICE succeeds", "start", NOTHING),
            reference("says it has a channel more", "[STA-2] starts the", "start", call -> start(call, 1, 1)),
            reference("says it has a channel fewer", "[CHN-3] refuses with", "start", call -> start(call, -1, 1)),
            reference("says it moves sixteen times as much", "[XFR-10] random lengths",
                    "start", call -> start(call, 0, 16))
                    .andFails("[XFR-11] moves as"),
            reference("says it moves next to nothing", "[STA-2] starts the", "start", call -> start(call, 0, 0)),
            reference("does not deregister", "[PNP-10] REMOVE_DEVICE leaves", "deregister", NOTHING),
            reference("deregisters twice", "[REG-4] uses no", "deregister", TWICE),
            equivalent("stops twice", "the interface refuses it, and nothing comes of it", "stop", TWICE),
            reference("does not detach", "[PNP-10] after REMOVE_DEVICE", "detachDevice", NOTHING),
            reference("does not delete", "[PNP-10] REMOVE_DEVICE leaves", "deleteDevice", NOTHING),
            reference("does not close its DPCs", "[PNP-10] REMOVE_DEVICE leaves", "close", NOTHING)
                    .andMayFail("[PNP-10] after REMOVE_DEVICE"),
            reference("keeps its interrupts connected", "[PNP-10] REMOVE_DEVICE leaves", "disconnect", NOTHING)
                    .andFails("[INT-4] disconnects its"),
            reference("gives away no channel", "[PNP-12] after Unload no",
                    "allocateDmaChannel", call -> new Refused(NtStatus.INSUFFICIENT_RESOURCES))
                    .andFails("[XFR-1] StartDma after"),
            reference("refuses without a reason", "[CHN-3] refuses with",
                    "allocateDmaChannel", call -> call.proceed() instanceof Allocated given
                    ? given : new Refused(UNSUCCESSFUL)),
            reference("reports the next CPU", "[CHN-2] takes group",
                    "allocateDmaChannel", call -> call.proceed() instanceof Allocated given
                    ? new Allocated(given.channel(), given.cpu() + 1) : new Refused(NtStatus.INSUFFICIENT_RESOURCES))
                    .andFails("[CHN-2] reports a"),
            reference("grants a priority more than it was asked for", "[CHN-5] grants",
                    "allocateDmaChannel", call -> grant(call, 1)),
            reference("grants a negative priority", "[CHN-5] grants",
                    "allocateDmaChannel", call -> grant(call, Integer.MIN_VALUE)),
            equivalent("says it grants no priority", "an engine need not have any, nor say so", "allocateDmaChannel",
                    call -> call.proceed() instanceof Allocated given ? new Allocated(given.channel(), given.cpu())
                    : new Refused(NtStatus.INSUFFICIENT_RESOURCES)),
            reference("does not look at the affinity mask", "[CHN-2] takes group",
                    "allocateDmaChannel", call -> allocate(call, 0, -1, 0))
                    .andFails("[CHN-2] prefers a")
                    .andFails("[CHN-2] reports a"),
            reference("does not look at the group", "[CHN-2] takes group",
                    "allocateDmaChannel", call -> allocate(call, 0,
                    call.argument(0, ChannelParameters.class).processorAffinityMask(), 0)),
            reference("writes its word elsewhere", "[XFR-1] StartDma after",
                    "allocateDmaChannel", call -> allocate(call, 8,
                    call.argument(0, ChannelParameters.class).processorAffinityMask(),
                    call.argument(0, ChannelParameters.class).group())),
            reference("does not start", "[XFR-1] StartDma after", "startDma", NOTHING),
            reference("starts in vain", "[XFR-1] StartDma after", "startDma", IN_VAIN),
            reference("starts one descriptor fewer", "[XFR-1] StartDma after",
                    "startDma", call -> call.proceed(call.address(),
                    call.argument(1, Integer.class) - 1)),
            reference("starts one descriptor more", "[XFR-4] goes on", "startDma", call -> call.proceed(call.address(),
                    call.argument(1, Integer.class) + 1)),
            reference("starts at the second descriptor", "[XFR-1] StartDma after",
                    "startDma", call -> call.proceed(call.address() + 64,
                    call.argument(1, Integer.class))),
            reference("drops appends", "[XFR-4] goes on", "appendDma", NOTHING),
            reference("refuses appends", "[XFR-4] goes on", "appendDma", IN_VAIN),
            reference("appends one descriptor fewer", "[XFR-4] goes on",
                    "appendDma", call -> call.proceed(call.address(),
                    call.argument(1, Integer.class) - 1)),
            reference("aborts not", "[XFR-7] an aborted", "abortDma", NOTHING)
                    .andFails("[XFR-7] after AbortDma nothing")
                    .andMayFail("[CPL-2] a chain"), // not if the engine is done before anybody looks
            reference("aborts in vain", "[XFR-7] an aborted", "abortDma", IN_VAIN)
                    .andFails("[XFR-7] after AbortDma nothing")
                    .andFails("[XFR-7] after AbortDma the"),
            equivalent("aborts twice", "there is nothing left to abort", "abortDma", TWICE),
            reference("resets instead of aborting", "[XFR-7] an aborted", "abortDma",
                    call -> call.target(ResettableChannel.class).resetChannel()),
            reference("resets not", "[XFR-8] after ResetChannel nothing", "resetChannel", NOTHING),
            reference("resets in vain", "[XFR-8] a suspended", "resetChannel", IN_VAIN)
                    .andFails("[XFR-8] after ResetChannel nothing")
                    .andFails("[XFR-8] after ResetChannel the"),
            equivalent("aborts instead of resetting", "what may be kept or not, the next StartDma replaces",
                    "resetChannel",
                    call -> call.target(AbortableChannel.class).abortDma()),
            reference("does not suspend", "[XFR-6] a suspended", "suspendDma", call -> new Suspension(SUCCESS, 0))
                    .andFails("[XFR-6] SuspendDma returns"),
            reference("resumes as soon as it is suspended", "[XFR-6] a suspended", "suspendDma", call -> {
                Object suspension = call.proceed();
                call.target(SuspendableChannel.class).resumeDma();
                return suspension;
            }),
            reference("does not know where it was suspended", "[XFR-6] a suspended", "suspendDma", call -> {
                call.proceed();
                return new Suspension(SUCCESS, 0);
            })
                    .andFails("[XFR-6] SuspendDma returns"),
            reference("names the descriptor after the last", "[XFR-6] SuspendDma returns", "suspendDma",
                    call -> new Suspension(SUCCESS, ((Suspension) call.proceed()).lastProcessedDescriptor() + 64)),
            reference("suspends in vain", "[XFR-6] a suspended", "suspendDma", call -> new Suspension(UNSUCCESSFUL,
                    ((Suspension) call.proceed()).lastProcessedDescriptor()))
                    .andFails("[XFR-6] SuspendDma returns"),
            reference("aborts instead of suspending", "[XFR-6] says SUSPEND", "suspendDma", call -> {
                long last = ((Suspension) call.proceed()).lastProcessedDescriptor();
                call.target(AbortableChannel.class).abortDma();
                return new Suspension(SUCCESS, last);
            })
                    .andFails("[XFR-6] ResumeDma goes")
                    .andFails("[XFR-6] leaves the"),
            reference("does not resume", "[XFR-6] ResumeDma goes", "resumeDma", NOTHING),
            reference("resumes in vain", "[XFR-6] ResumeDma rereads", "resumeDma", IN_VAIN)
                    .andFails("[XFR-6] a channel")
                    .andFails("[XFR-6] ResumeDma goes")
                    .andFails("[XFR-6] a chain"),
            reference("tells isr no address", "[INT-2] the service", "isr", call -> call.proceed(0L)),
            reference("tells isr the descriptor after the last", "[INT-2] calls isr",
                    "isr", call -> call.proceed(call.address() + 64))
                    .andFails("[INT-2] the service"),
            reference("does not ask isr", "[INT-2] queues the", "isr", call -> 0)
                    .andFails("[INT-2] the service")
                    .andFails("[CPL-1] does both")
                    .andFails("[CHN-2] prefers a"),
            reference("asks isr twice", "[CPL-1] does both", "isr", TWICE),
            reference("tells the DPC no address", "[INT-1] interrupts again", "interruptDpc", call -> call.proceed(0L))
                    .andFails("[INT-3] the DPC tells the"),
            reference("tells the DPC the descriptor before the last", "[INT-1] interrupts again",
                    "interruptDpc", call -> call.proceed(
                    call.address() == 0 ? 0 : call.address() - 64))
                    .andFails("[INT-3] the DPC tells the")
                    .andFails("[CPL-1] does both"),
            reference("tells no error", "[INT-3] the DPC tells address",
                    "interruptDpc", call -> call.address() == 0 ? null : call.proceed()),
            reference("tells nothing", "[INT-1] interrupts after", "interruptDpc", call -> null),
            equivalent("tells everything twice", "what was told before says nothing new", "interruptDpc", TWICE),
            reference("queues the DPC to the next CPU", "[INT-2] queues the",
                    "queue", call -> call.proceed(call.argument(0, Integer.class) + 1)),
            reference("does not queue the DPC", "[INT-1] interrupts after", "queue", call -> true),
            reference("does not tell of low power", "[PWR-1] tells the",
                    "notifyPnpEvent", call -> call.count() % 2 == 1 ? SUCCESS : call.proceed()),
            reference("does not tell of full power", "[PWR-2] tells the",
                    "notifyPnpEvent", call -> call.count() % 2 == 0 ? SUCCESS : call.proceed()),
            reference("tells of power twice", "[PWR-1] tells the", "notifyPnpEvent", TWICE)
                    .andFails("[PWR-1] SET_POWER to")
                    .andFails("[PWR-2] tells the")
                    .andFails("[PWR-1] the engine"),
            reference("ignores power", "[PWR-1] tells the", "SET_POWER", ReferenceMutants::complete)
                    .andFails("[PNP-7] [PNP-8] never"),
            reference("drops what it filters", "[STA-3] START_DEVICE succeeds",
                    "FILTER_RESOURCE_REQUIREMENTS", call -> {
                call.argument(1, Irp.class).setInformation(new IrpInformation.Requirements(
                        new ResourceRequirementsList(List.of())));
                return call.proceed();
            }),
            reference("turns what it filters round", "[PNP-5] FILTER_RESOURCE_REQUIREMENTS keeps",
                    "FILTER_RESOURCE_REQUIREMENTS", call -> {
                Irp irp = call.argument(1, Irp.class);
                irp.information(IrpInformation.Requirements.class).ifPresent(offered -> {
                    List<ResourceRequirement> turned = new ArrayList<>(offered.list().requirements());
                    Collections.reverse(turned);
                    irp.setInformation(new IrpInformation.Requirements(new ResourceRequirementsList(turned)));
                });
                return call.proceed();
            }));
    }

    private static List<Mutant> line() {
        return List.of(
            reference("claims every interrupt of the line", "[INT-4] the line's", "service", call -> {
                call.proceed();
                return true;
            }).on(ReferenceMutants::onLine),
            reference("claims no interrupt of the line", "[INT-4] the line's", "service", call -> {
                call.proceed();
                return false;
            }).on(ReferenceMutants::onLine).andMayFail("[STA-3] a device"),
            reference("never serves the line", "[INT-1] interrupts after",
                    "service", call -> false).on(ReferenceMutants::onLine),
            new Mutant("reference provider: its test declares no interrupts", List.of("[STA-3] START_DEVICE succeeds"),
                    ProviderUnderTest.of(ReferenceDriver::new).can(ABILITIES).memoryWindow(1 << 16)
                            .limit(Mutant.LIMIT), () -> { }));
    }

    private static List<Mutant> first() {
        return List.of(
            reference("says nothing of its lost context", "[PWR-3] a 1.0",
                    "contextLost", NOTHING).on(ReferenceMutants::asFirst),
            reference("never appends, as 1.0", "[XFR-3] rereads the",
                    "appendDma", NOTHING).on(ReferenceMutants::asFirst),
            equivalent("starts one more, as 1.0", "the count is information only",
                    "startDma", call -> call.proceed(call.address(),
                    call.argument(1, Integer.class) + 1)).on(ReferenceMutants::asFirst));
    }

    /** What shows only where the JVM is late. */
    private static List<Mutant> late() {
        return Mutant.IS_LATE ? List.of(reference("does not ask whether pages have vanished", "[MEM-8]", "checkAccess",
                call -> null)) : List.of();
    }

    /** Requests that it keeps, drops or fails. */
    private static List<Mutant> requests() {
        List<Mutant> all = new ArrayList<>();
        for (String minor : List.of("QUERY_REMOVE_DEVICE", "CANCEL_REMOVE_DEVICE", "QUERY_STOP_DEVICE",
                "CANCEL_STOP_DEVICE", "QUERY_CAPABILITIES", "QUERY_PNP_DEVICE_STATE", "QUERY_DEVICE_RELATIONS")) {
            all.add(reference("keeps " + minor, "[PNP-8] passes each", minor, ReferenceMutants::complete));
        }
        all.add(reference("keeps SURPRISE_REMOVAL", "[PNP-8] passes each", "SURPRISE_REMOVAL",
                ReferenceMutants::complete).andFails("[PNP-11] what is"));
        all.add(reference("keeps QUERY_ID", "[PNP-8] passes each", "QUERY_ID", ReferenceMutants::complete)
                .andFails("[PNP-8] leaves the"));
        for (String minor : List.of("CANCEL_REMOVE_DEVICE", "CANCEL_STOP_DEVICE", "STOP_DEVICE", "SURPRISE_REMOVAL",
                "REMOVE_DEVICE")) {
            all.add(reference("says that it failed " + minor, "[PNP-9] completes each", minor, IN_VAIN));
        }
        all.add(reference("throws at QUERY_CAPABILITIES", "[PNP-9] completes each", "QUERY_CAPABILITIES", call -> {
            throw new IllegalStateException("no such request");
        }));
        return all;
    }

    private static Object complete(Call call) {
        return complete(call, SUCCESS);
    }

    private static Object complete(Call call, NtStatus status) {
        Irp irp = call.argument(1, Irp.class);
        irp.setStatus(status);
        call.io().completeRequest(irp);
        return status;
    }

    private static Object register(Call call, int channels, String name) throws Throwable {
        ProviderCharacteristics given = call.argument(1, ProviderCharacteristics.class);
        return call.proceed(call.argument(0, Object.class), new ProviderCharacteristics(given.version(), given.flags(),
                given.physicalDeviceObject(), channels, name));
    }

    private static Object start(Call call, int moreChannels, long factor) throws Throwable {
        ProviderAttributes given = call.argument(0, ProviderAttributes.class);
        return call.proceed(new ProviderAttributes(given.majorHwVersion(), given.minorHwVersion(), given.vendorId(),
                given.dmaChannelCount() + moreChannels, given.maximumTransferSize() * factor,
                given.maximumAddressSpace()));
    }

    private static Object grant(Call call, int more) throws Throwable {
        int asked = call.argument(0, ChannelParameters.class).channelPriority();
        return call.proceed() instanceof Allocated given ? new Allocated(given.channel(), given.cpu(), asked + more)
                : new Refused(NtStatus.INSUFFICIENT_RESOURCES);
    }

    private static Object allocate(Call call, int beside, long mask, int group) throws Throwable {
        ChannelParameters given = call.argument(0, ChannelParameters.class);
        return call.proceed(new ChannelParameters(given.revision(), given.completionPhysicalAddress() + beside, mask,
                given.channelPriority(), group), call.argument(1, Object.class));
    }

    private static ProviderUnderTest onLine(ProviderUnderTest provider) {
        return provider.messageInterrupts(0).parameter("interrupts", "line");
    }

    private static ProviderUnderTest asFirst(ProviderUnderTest provider) {
        return provider.version(NetDmaVersion.V1_0).parameter("version", "1.0");
    }

    private static Mutant equivalent(String name, String why, String call, Change change) {
        return reference(name, "", call, change).isRight(why);
    }

    private static Mutant reference(String name, String fails, String call, Change change) {
        return new Mutant("reference provider: " + name, List.of(fails), ProviderUnderTest
                .of(new Interposer(ReferenceDriver::new, Map.of(call, change)))
                .can(ABILITIES)
                .memoryWindow(1 << 16).lineInterrupt().messageInterrupts(16).parameter("channels", 4)
                .parameter("commandLimitMillis", 30_000).limit(Mutant.LIMIT), () -> { });
    }
}
