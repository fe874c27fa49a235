// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

/** What diagrams of the life of {@code ROOT\ENGINE\0000} under an {@link EngineDriver} are put together from. */
public final class EngineDiagram {

    /** The heading. */
    public static final String PARTIES = """
            sequenceDiagram
                title ROOT\\ENGINE\\0000
                participant M as PnP manager
                participant B as bus driver netdma-root-bus
                participant F as function driver ENGINE
                participant I as NetDMA interface
            """;
    /** The device arrives and is asked what it is. */
    public static final String ENUMERATION = """
                M->>B: QUERY_DEVICE_RELATIONS
                B-->>M: SUCCESS
                Note over M: PRESENT
                M->>B: QUERY_ID (DEVICE)
                B-->>M: SUCCESS
                M->>B: QUERY_ID (INSTANCE)
                B-->>M: SUCCESS
                M->>B: QUERY_ID (HARDWARE)
                B-->>M: SUCCESS
                M->>B: QUERY_ID (COMPATIBLE)
                B-->>M: SUCCESS
                M->>B: QUERY_CAPABILITIES
                B-->>M: SUCCESS
                M->>B: QUERY_DEVICE_TEXT
                B-->>M: SUCCESS
                M->>B: QUERY_RESOURCE_REQUIREMENTS
                B-->>M: SUCCESS
                Note over M: ENUMERATED
            """;
    /** Its driver is loaded and attached, up to the middle of START_DEVICE. */
    public static final String LOADING = """
                Note over M: matches driver ENGINE 1.0.0
                M->>F: DriverEntry
                F-->>M: SUCCESS
                Note over M: DRIVERS_INITIALIZED
                M->>F: AddDevice
                F->>M: IoCreateDevice
                F->>M: IoAttachDeviceToDeviceStack
                F->>I: NetDmaRegisterProvider
                I->>F: SetDmaChannelCpuAffinity
                F-->>I: SUCCESS
                I-->>F: SUCCESS
                F-->>M: SUCCESS
                Note over M: FDO_ATTACHED
                M->>F: FILTER_RESOURCE_REQUIREMENTS
                F->>B: FILTER_RESOURCE_REQUIREMENTS
                B-->>M: NOT_SUPPORTED
                Note over M: assigns resources, memory windows: 1, interrupts: 2
                Note over M: RESOURCES_ASSIGNED
                M->>F: START_DEVICE
                F->>B: START_DEVICE
                B-->>F: SUCCESS
                F->>M: IoConnectInterruptEx (2 times)
            """;
    /** From there to the end of the start. */
    public static final String STARTING = """
                F->>I: NetDmaProviderStart
                I-->>F: SUCCESS
                F-->>M: SUCCESS
                M->>F: QUERY_CAPABILITIES
                F->>B: QUERY_CAPABILITIES
                B-->>M: SUCCESS
                M->>F: QUERY_PNP_DEVICE_STATE
                F->>B: QUERY_PNP_DEVICE_STATE
                B-->>M: NOT_SUPPORTED
                Note over M: STARTED
            """;
    /** An orderly removal begins. */
    public static final String QUERY_REMOVE = """
                M->>F: QUERY_REMOVE_DEVICE
                F->>B: QUERY_REMOVE_DEVICE
                B-->>M: SUCCESS
                Note over M: REMOVE_PENDING
            """;
    /** REMOVE_DEVICE. */
    public static final String REMOVE = """
                M->>F: REMOVE_DEVICE
                F->>I: NetDmaProviderStop
                I-->>F: SUCCESS
                F->>I: NetDmaDeregisterProvider
                I-->>F: SUCCESS
                F->>M: IoDisconnectInterruptEx (2 times)
                F->>B: REMOVE_DEVICE
                B-->>M: SUCCESS
                F->>M: IoDetachDevice
                F->>M: IoDeleteDevice
            """;
    /** The driver is unloaded after its last device. */
    public static final String UNLOAD = """
                Note over M: REMOVED
                Note over M: ENUMERATED
                M->>F: Unload
                F-->>M: SUCCESS
                Note over M: driver ENGINE is unloaded
            """;
    /** The bus no longer reports the device. */
    public static final String DEPARTURE = """
                M->>B: REMOVE_DEVICE
                B-->>M: SUCCESS
                Note over M: NOT_PRESENT
            """;

    private EngineDiagram() {
    }
}
