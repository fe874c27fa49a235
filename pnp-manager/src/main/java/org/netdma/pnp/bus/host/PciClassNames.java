// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.bus.host;

/** What a PCI class code says to people. */
final class PciClassNames {

    private static final int DMA_CONTROLLER = 0x0801;
    private static final int OTHER_SYSTEM_PERIPHERAL = 0x0880;

    private PciClassNames() {
    }

    /** {@return what kind of device it is, by base class; finer where DMA engines are found} */
    static String describe(int classCode) {
        return switch (classCode >> 8) {
            case DMA_CONTROLLER -> "PCI DMA controller";
            case OTHER_SYSTEM_PERIPHERAL -> "PCI system peripheral";
            default -> byBaseClass(classCode >> 16);
        };
    }

    private static String byBaseClass(int baseClass) {
        return switch (baseClass) {
            case 0x01 -> "PCI mass storage controller";
            case 0x02 -> "PCI network controller";
            case 0x03 -> "PCI display controller";
            case 0x04 -> "PCI multimedia device";
            case 0x05 -> "PCI memory controller";
            case 0x06 -> "PCI bridge";
            case 0x07 -> "PCI communication controller";
            case 0x08 -> "PCI base system peripheral";
            case 0x0B -> "PCI processor";
            case 0x0C -> "PCI serial bus controller";
            case 0x0D -> "PCI wireless controller";
            case 0x10 -> "PCI encryption controller";
            case 0x11 -> "PCI signal processing controller";
            case 0x12 -> "PCI processing accelerator";
            default -> "PCI device";
        };
    }
}
