// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.core.shell.fake.FakeFaultInjection;
import org.netdma.fault.Fault;
import org.netdma.fault.FaultInjection;
import org.netdma.fault.FaultKind;
import org.netdma.wdm.NtStatus;

class InjectCommandTest {

    private static final String REFERENCE = "ROOT\\NETDMA_REFERENCE\\0000";
    private static final String OTHER = "PCI\\VEN_1234&DEV_0D3A\\SLOT0";

    private final Map<String, FaultInjection> devices = new TreeMap<>();
    private final CommandLineOf inject = new CommandLineOf(() -> new InjectCommand(devices));

    @BeforeEach
    void plug() {
        devices.put(REFERENCE, new FakeFaultInjection(REFERENCE));
        devices.put(OTHER, new FakeFaultInjection(OTHER));
    }

    @Test
    void shouldListWhatCanGoWrongAndWhere() throws Exception {
        assertEquals("""
                Fault               Parameters and their defaults                        What happens
                engine-error        descriptor=1 every=1 times=1 status=IO_DEVICE_ERROR  the engine fails a \
                descriptor, and its channel halts
                hang                descriptor=1 deaf=false                              the engine never begins a \
                descriptor; a deaf channel obeys no reset
                slow                micros=1000                                          each descriptor takes \
                longer, until --clear
                corruption          descriptor=1 every=1 times=1                         a descriptor writes a wrong \
                byte, and nobody says so
                lost-interrupt      times=1                                              an interrupt does not arrive
                spurious-interrupt  times=1                                              an interrupt comes before a \
                descriptor, without cause
                allocation-failure  status=INSUFFICIENT_RESOURCES times=1                the driver refuses to \
                allocate a channel
                driver-exception    entryPoint=APPEND_DMA times=1                        an entry point of the \
                driver throws

                Device                       Injected  Parameters  Happened  State
                PCI\\VEN_1234&DEV_0D3A\\SLOT0  -         -                  -  -
                ROOT\\NETDMA_REFERENCE\\0000   -         -                  -  -
                """, inject.run());
    }

    @Test
    void shouldSayThatNoDeviceTakesFaults() throws Exception {
        devices.clear();
        assertTrue(inject.run()
                .endsWith("\n\nno device takes faults: the driver of a started device has to offer it\n"));
        assertEquals("[]\n", inject.run("-json"));
    }

    @Test
    void shouldInjectAndShowIt() throws Exception {
        assertEquals("""
                Device                      Injected    Parameters                    Happened  State
                ROOT\\NETDMA_REFERENCE\\0000  corruption  descriptor=3 every=1 times=1         0  armed
                """, inject.run("netdma_reference/0000", "corruption", "descriptor=3"));
        inject.run("SLOT0", "hang", "deaf=true");
        assertEquals("""
                Device                       Injected  Parameters              Happened  State
                PCI\\VEN_1234&DEV_0D3A\\SLOT0  hang      descriptor=1 deaf=true         0  armed
                """, inject.run("PCI"));
        assertEquals("""
                Device                      Injected    Parameters                    Happened  State
                ROOT\\NETDMA_REFERENCE\\0000  corruption  descriptor=3 every=1 times=1         0  armed
                ROOT\\NETDMA_REFERENCE\\0000  hang        descriptor=2 deaf=false              1  over
                """, inject.run("ROOTNETDMA_REFERENCE0000", "HANG", "descriptor=2"));
    }

    @Test
    void shouldPrintJsonWithAllFields() throws Exception {
        assertEquals("{\"device\":\"ROOT\\\\NETDMA_REFERENCE\\\\0000\",\"faults\":[\"engine-error\",\"hang\","
                + "\"corruption\"],\"injected\":[{\"fault\":\"engine-error\",\"parameters\":{\"descriptor\":1,\"every\":1,\"times\":2,"
                + "\"status\":\"IO_DEVICE_ERROR\"},"
                + "\"occurrences\":0,\"armed\":true}]}\n", inject.run("-json", "ROOT", "engine-error", "times=2"));
        assertEquals(2, inject.run("-json").lines().count());
    }

    @Test
    void shouldTakeBackOfOneOrAll() throws Exception {
        inject.run("ROOT", "hang");
        inject.run("PCI", "hang");
        assertEquals("""
                Device                      Injected  Parameters  Happened  State
                ROOT\\NETDMA_REFERENCE\\0000  -         -                  -  -
                """, inject.run("ROOT", "--clear"));
        assertEquals(1, devices.get(OTHER).injected().size());
        inject.run("--clear");
        assertEquals(0, devices.get(OTHER).injected().size());
    }

    @ParameterizedTest
    @CsvSource({"every=4, descriptor=4 every=4 times=0", "every=4 times=2, descriptor=4 every=4 times=2",
            "descriptor=1 every=4, descriptor=1 every=4 times=0", "times=0, descriptor=1 every=1 times=0",
            "times=3 every=2 descriptor=7, descriptor=7 every=2 times=3"})
    void shouldHitEachNthUntilClearedUnlessToldOtherwise(String typed, String read) throws Exception {
        for (String kind : List.of("corruption", "engine-error")) {
            Map<String, String> values = new TreeMap<>();
            for (String one : typed.split(" ")) {
                values.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
            }
            String shown = FaultSyntax.text(FaultSyntax.parameters(FaultSyntax.read(FaultSyntax.kind(kind), values)));
            assertEquals(read + (kind.equals("engine-error") ? " status=IO_DEVICE_ERROR" : ""), shown);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"IO_TIMEOUT", "io_timeout", "STATUS_IO_TIMEOUT"})
    void shouldTakeAStatusAsPeopleTypeIt(String typed) throws Exception {
        assertEquals(new Fault.EngineError(1, 1, 1, NtStatus.IO_TIMEOUT),
                FaultSyntax.read(FaultKind.ENGINE_ERROR, Map.of("status", typed)));
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadEachKindAsItIsShown(FaultKind kind) throws Exception {
        assertEquals(kind, FaultSyntax.read(FaultSyntax.kind(kind.label()), Map.of()).kind());
        Map<String, Object> shown = FaultSyntax.defaults(kind);
        Map<String, String> typed = new TreeMap<>();
        shown.forEach((name, value) -> typed.put(name, value.toString()));
        assertEquals(shown, FaultSyntax.parameters(FaultSyntax.read(kind, typed)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ROOT bang              | no fault is 'bang': expected one of engine-error, hang, slow, corruption, \
            lost-interrupt, spurious-interrupt, allocation-failure, driver-exception
            ROOT slow              | this engine does not know it [XFR-1] STATUS_NOT_SUPPORTED (0xC00000BB)
            ROOT hang at=1         | hang has no parameter 'at': expected deaf, descriptor
            ROOT hang deaf=yes     | 'yes' for deaf: expected true or false
            ROOT hang descriptor=x | 'x' for descriptor: expected a number
            ROOT hang descriptor=0 | hang: descriptor is 0, expected 1 or more
            ROOT corruption every=0 | corruption: every is 0, expected 1 or more
            ROOT corruption every=x | 'x' for every: expected a number
            ROOT hang every=2      | hang has no parameter 'every': expected deaf, descriptor
            ROOT corruption times=-1 | corruption: times is -1, expected 1 or more, or 0 for no end before it is \
            cleared
            ROOT engine-error status=CANCELLED | engine-error: status is STATUS_CANCELLED (0xC0000120), which is what \
            the interface says of copies that were not attempted, expected an error of an engine
            ROOT engine-error status=SUCCESS | engine-error: status is STATUS_SUCCESS (0x00000000), expected an error
            ROOT slow micros=2000000 | slow: delay is PT2S, expected more than 0, at most PT1S
            ROOT allocation-failure status=SUCCESS | allocation-failure: status is STATUS_SUCCESS (0x00000000), \
            expected an error
            ROOT driver-exception entryPoint=X | 'X' for entryPoint: expected one of ALLOCATE_DMA_CHANNEL, \
            FREE_DMA_CHANNEL, START_DMA, APPEND_DMA, SUSPEND_DMA, RESUME_DMA, ABORT_DMA, RESET_CHANNEL
            0 hang                 | '0' may be PCI/VEN_1234&DEV_0D3A/SLOT0, ROOT/NETDMA_REFERENCE/0000: type more of it
            NONE hang              | no device that takes faults is 'NONE'; there are \
            PCI/VEN_1234&DEV_0D3A/SLOT0, ROOT/NETDMA_REFERENCE/0000
            --clear ROOT hang      | --clear takes faults back, and FAULT injects one: give one of the two
            """)
    void shouldSayWhatIsExpected(String arguments, String failure) {
        assertEquals("netdma:inject: " + failure, inject.fail(arguments.split(" ")));
    }

    @Test
    void shouldExplainItself() throws Exception {
        String usage = inject.run("-h");
        assertTrue(usage.startsWith(
                "Usage: netdma:inject [-h] [--clear] [-json] [DEVICE] [FAULT] [NAME=VALUE...]\n"), usage);
    }
}
