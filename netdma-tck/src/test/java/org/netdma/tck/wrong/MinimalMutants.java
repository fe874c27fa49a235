// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.netdma.NetDmaVersion;
import org.netdma.tck.ProviderUnderTest;

/** The minimal provider with one edit of its source. */
final class MinimalMutants {

    private static final List<Mutant> TABLE = List.of(
            equivalent("is as it comes", "nothing is wrong with it", "MinimalEngine", "MinimalEngine"),
            minimal("sets no AddDevice", "[PNP-1] DriverEntry succeeds", "driver.setAddDevice(this::addDevice);", ""),
            minimal("sets no Unload", "[PNP-1] DriverEntry succeeds", "driver.setUnload(unloaded -> { });", ""),
            minimal("handles no PnP request", "[STA-3] START_DEVICE succeeds",
                    "driver.setDispatch(MajorFunction.PNP, this::pnp);", ""),
            minimal("hides that AddDevice failed", "[REG-9] AddDevice fails",
                    "return e.status();", "return NtStatus.SUCCESS;")
                    .andFails("[PNP-3] AddDevice fails"),
            minimal("starts whatever the bus says", "[PNP-8] START_DEVICE goes",
                    "if (status.isSuccess()) {", "if (true) {"),
            minimal("starts nothing", "[STA-3] START_DEVICE succeeds",
                    "status = engine.registration.start(", "NtStatus.SUCCESS.equals("),
            minimal("hides that the start was refused", "[PNP-8] START_DEVICE goes",
                    "irp.setStatus(status);", "status = NtStatus.SUCCESS;"
                    + "irp.setStatus(status);")
                    .andFails("[STA-1] START_DEVICE fails"),
            minimal("fails START_DEVICE", "[STA-3] START_DEVICE succeeds",
                    "irp.setStatus(status);", "status = NtStatus.UNSUCCESSFUL;"
                    + "irp.setStatus(status);"),
            minimal("keeps START_DEVICE", "[STA-3] START_DEVICE succeeds", "io.completeRequest(irp);\n", "\n"),
            minimal("does not stop", "[PNP-10] REMOVE_DEVICE leaves", "engine.registration.stop();", "")
                    .andFails("[PNP-11] what is")
                    .andFails("[STO-2] stops before")
                    .andFails("[STO-3] after ProviderStop")
                    .andFails("[STA-3] stops and"),
            minimal("stops at every request", "[PNP-7] works on", "default -> { }", "default -> stop(engine);"),
            equivalent("stops twice", "the interface refuses it, and nothing comes of it",
                    "engine.started = false;", ""),
            minimal("does not stop at SURPRISE_REMOVAL", "[PNP-11] what is",
                    "case STOP_DEVICE, SURPRISE_REMOVAL ->", "case STOP_DEVICE ->"),
            minimal("does not stop at STOP_DEVICE", "[STA-3] a device",
                    "case STOP_DEVICE, SURPRISE_REMOVAL ->", "case SURPRISE_REMOVAL ->")
                    .andFails("[STO-3] after ProviderStop")
                    .andFails("[STA-3] stops and"),
            minimal("does not stop when it is removed", "[PNP-10] REMOVE_DEVICE leaves",
                    "case REMOVE_DEVICE -> {\n                stop(engine);",
                    "case REMOVE_DEVICE -> {")
                    .andFails("[STO-2] stops before"),
            minimal("does not deregister", "[PNP-10] REMOVE_DEVICE leaves", "engine.registration.deregister();", ""),
            minimal("does not detach", "[PNP-10] after REMOVE_DEVICE", "io.detachDevice(engine.lower);", ""),
            minimal("does not delete its device object", "[PNP-10] REMOVE_DEVICE leaves", "io.deleteDevice(fdo);", ""),
            minimal("keeps REMOVE_DEVICE", "[PNP-8] passes each", "NtStatus status = io.forwardIrp(engine.lower, irp);",
                    "NtStatus status = NtStatus.SUCCESS; io.completeRequest(irp);"),
            minimal("keeps all other requests", "[PNP-7] [PNP-8] never",
                    "        return io.forwardIrp(engine.lower, irp);\n    }\n\n    /** REMOVE",
                    "        irp.setStatus(NtStatus.SUCCESS); io.completeRequest(irp);"
                    + " return NtStatus.SUCCESS;\n    }\n\n    /** REMOVE")
                    .andFails("[PNP-8] leaves the")
                    .andFails("[PNP-8] passes each"),
            minimal("registers as 1.1", "[REG-2] registers with", "NetDmaVersion.V1_0", "NetDmaVersion.V1_1"),
            minimal("registers no channel", "[REG-3] registers with", "pdo, MinimalEngine.CHANNELS", "pdo, 0"),
            minimal("starts more channels than it registered", "[STA-2] starts the", "0, 0, MinimalEngine.CHANNELS",
                    "0, 0, MinimalEngine.CHANNELS + 1"),
            minimal("starts fewer channels than it has", "[CHN-3] refuses with",
                    "0, 0, MinimalEngine.CHANNELS", "0, 0, 1"),
            minimal("says that it moves less than a page", "[STA-2] starts the",
                    "MAXIMUM_TRANSFER_SIZE = 1 << 20", "MAXIMUM_TRANSFER_SIZE = 100"),
            minimal("moves less than it says", "[XFR-10] random lengths",
                    "if (!source.holds(", "if (size > 1 << 19 || !source.holds(")
                    .andFails("[XFR-11] moves as"),
            minimal("loses tails above 64 KiB", "[XFR-10] random lengths", "(int) (from - source.start()), size);",
                    "(int) (from - source.start()), size > 65536 ? size & -64 : size);")
                    .andFails("[XFR-11] moves as"),
            minimal("loses the last byte", "[XFR-10] moves each",
                    "(int) (from - source.start()), size);", "(int) (from - source.start()), size - 1);"),
            minimal("copies from the first byte of the region", "[XFR-10] moves each",
                    "(int) (from - source.start()), size);", "0, size);"),
            minimal("overwrites the source", "[XFR-10] leaves the source", "memory.checkAccess();",
                    "memory.checkAccess(); source.bytes().put((int) (from - source.start()), (byte) 0);"),
            minimal("gives away more channels than it has", "[CHN-3] refuses with",
                    "!free.tryAcquire()", "!free.tryAcquire() && free.drainPermits() > 9"),
            minimal("gives away one channel fewer", "[CHN-1] gives away",
                    "new Semaphore(CHANNELS)", "new Semaphore(CHANNELS - 1)"),
            minimal("refuses without a reason", "[CHN-3] refuses with",
                    "Refused(NtStatus.INSUFFICIENT_RESOURCES)", "Refused(NtStatus.UNSUCCESSFUL)"),
            minimal("reports CPU 0", "[CHN-2] reports a",
                    "Long.numberOfTrailingZeros(parameters.processorAffinityMask())", "0"),
            minimal("keeps its DPC", "[STA-3] a restart", "interrupt.close();", "")
                    .andFails("[PNP-11] SURPRISE_REMOVAL and")
                    .andMayFail("[PNP-10] after REMOVE_DEVICE")
                    .andFails("[PNP-10] nor after"),
            minimal("names the chain before when it halts", "[CPL-2] a chain",
                    "completed = 0;\n            process", "process"),
            equivalent("appends after a halt", "the interface never appends then",
                    "TransferStatus.HALTED);\n                    completed = 0;", "TransferStatus.HALTED);"),
            minimal("refuses appends", "[XFR-3] rereads the",
                    "process(linkOf(completed));\n            return NtStatus.SUCCESS;",
                    "return NtStatus.UNSUCCESSFUL;"),
            equivalent("begins with what is appended, as the driver is told", "it is where the last link points",
                    "process(linkOf(completed));",
                    "process(descriptor);"),
            minimal("does the last one again", "[XFR-10] random lengths",
                    "process(linkOf(completed));", "process(completed);")
                    .andFails("[XFR-1] burst capacity")
                    .andFails("[XFR-1] goes round")
                    .andFails("[XFR-11] reaches addresses"),
            minimal("stops after 100", "[XFR-10] scatter-gather: 1", "for (long descriptor = first; descriptor != 0;",
                    "int most = 100; for (long descriptor = first; descriptor != 0 && most-- > 0;")
                    .andFails("[CPL-2] when the")
                    .andFails("[XFR-1] goes round")
                    .andFails("[XFR-9] a null"),
            minimal("refuses a chain that is shorter than the count", "[XFR-5]", "            process(descriptor);",
                    "            for (long at = descriptor; count-- > 1; at = linkOf(at)) {"
                    + " if (linkOf(at) == 0) return NtStatus.UNSUCCESSFUL; } process(descriptor);"),
            minimal("looks at null transfers", "[XFR-9] a null", "(flags & NULL_TRANSFER) == 0 && ", ""),
            minimal("takes every hint for a null transfer", "[CPL-2] halts in",
                    "(flags & NULL_TRANSFER) == 0", "(flags & ~9) == 0")
                    .andFails("[XFR-10] with SERIALIZE_TRANSFER")
                    .andFails("[XFR-10] no-snoop hints"),
            minimal("goes on after a fault", "[CPL-2] halts at a source",
                    "completed = 0;\n                    return;", "completed = descriptor;"),
            minimal("says that what halts was done", "[CPL-2] halts at a source",
                    "report(completed, STATUS", "report(descriptor, STATUS"),
            minimal("halts in silence", "[CPL-2] halts at a source",
                    "report(completed, STATUS_UPDATE_ON_COMPLETION | INTERRUPT_ON_COMPLETION, TransferStatus"
                    + ".HALTED);", ""),
            minimal("halts without an interrupt", "[INT-3] the DPC tells address",
                    "STATUS_UPDATE_ON_COMPLETION | INTERRUPT_ON_COMPLETION, Tr",
                    "STATUS_UPDATE_ON_COMPLETION, Tr"),
            minimal("says IDLE when it halts", "[CPL-2] halts at a source",
                    "INTERRUPT_ON_COMPLETION, TransferStatus.HALTED)",
                    "INTERRUPT_ON_COMPLETION, TransferStatus.IDLE)"),
            equivalent("always says IDLE", "it is done before StartDma returns: nobody sees the word in between",
                    "linkOf(descriptor) == 0 ? TransferStatus.IDLE : TransferStatus.ACTIVE",
                    "TransferStatus.IDLE"),
            minimal("always says ACTIVE", "[CPL-2] says IDLE",
                    "linkOf(descriptor) == 0 ? TransferStatus.IDLE : TransferStatus.ACTIVE",
                    "TransferStatus.ACTIVE"),
            minimal("does not look whether the source is there", "[CPL-2] halts at a source",
                    "!source.holds(from, size) || ", ""),
            minimal("does not look whether the destination is there", "[CPL-2] halts at a transfer",
                    "!destination.holds(to, size) || ", ""),
            minimal("does not look whether it may write", "[CPL-2] halts at a destination that may",
                    "!destination.isWritable()", "false"),
            minimal("always writes the word", "[CPL-1] interrupts after",
                    "(flags & STATUS_UPDATE_ON_COMPLETION) != 0", "true"),
            minimal("never writes the word", "[XFR-1] StartDma after",
                    "(flags & STATUS_UPDATE_ON_COMPLETION) != 0", "false"),
            minimal("writes the word without its status", "[CPL-2] says IDLE",
                    "CompletionWord.of(descriptor, status)", "descriptor")
                    .andFails("[CPL-2] halts at a source"),
            minimal("writes beside the word", "[CPL-1] writes the completion word and",
                    "CompletionWord.of(descriptor, status));", "CompletionWord.of(descriptor, status));"
                    + " word.bytes().putLong((int) (completionAddress - word.start()) + 8, 0);"),
            minimal("always interrupts", "[CPL-1] writes the completion word after",
                    "(flags & INTERRUPT_ON_COMPLETION) != 0", "true")
                    .andFails("[CPL-1] does both"),
            minimal("never interrupts", "[INT-1] interrupts after", "(flags & INTERRUPT_ON_COMPLETION) != 0", "false"),
            minimal("tells the DPC no error", "[INT-3] the DPC tells address",
                    "status == TransferStatus.HALTED ? 0 : descriptor", "descriptor"),
            minimal("tells the DPC errors only", "[INT-1] interrupts again",
                    "status == TransferStatus.HALTED ? 0 : descriptor", "0")
                    .andFails("[INT-3] the DPC tells the"),
            minimal("tells the DPC the descriptor before", "[INT-1] interrupts again",
                    "status == TransferStatus.HALTED ? 0 : descriptor", "reported == 0 ? descriptor : descriptor - 64")
                    .andFails("[INT-3] the DPC tells address 0")
                    .andFails("[INT-3] the DPC tells the"),
            minimal("tells isr no address", "[INT-2] the service", "handle.isr(descriptor)", "handle.isr(0)"),
            minimal("ignores the CPU that isr says", "[INT-2] queues the",
                    "interrupt.queue(handle.isr(descriptor))", "handle.isr(descriptor); interrupt.queue(0)"),
            minimal("does not ask isr", "[INT-2] queues the",
                    "interrupt.queue(handle.isr(descriptor))", "interrupt.queue(0)")
                    .andFails("[INT-2] the service")
                    .andFails("[CPL-1] does both"),
            minimal("asks isr twice", "[CPL-1] does both",
                    "handle.isr(descriptor)", "handle.isr(descriptor) & handle.isr(descriptor)"),
            minimal("calls the DPC itself", "[INT-3] calls interruptDpc",
                    "interrupt.queue(handle.isr(descriptor))", "handle.isr(descriptor); handle.interruptDpc(reported)"),
            minimal("dies of vanished pages", "[MEM-8]", "catch (InternalError gone)",
                    "catch (NullPointerException gone)"));

    private static final List<Mutant> LATE = List.of(
            minimal("does not ask whether pages have vanished", "[MEM-8]", "memory.checkAccess();", ""));

    private MinimalMutants() {
    }

    static List<Mutant> table() {
        return Mutant.IS_LATE ? Stream.concat(TABLE.stream(), LATE.stream()).toList() : TABLE;
    }

    private static Mutant equivalent(String name, String why, String from, String to) {
        return minimal(name, "", from, to).isRight(why);
    }

    private static Mutant minimal(String name, String fails, String from, String to) {
        MinimalSource source = new MinimalSource(from, to);
        return new Mutant("minimal provider: " + name, List.of(fails),
                ProviderUnderTest.of(source).version(NetDmaVersion.V1_0).limit(Duration.ofSeconds(2)), source::compile);
    }
}
