// SPDX-License-Identifier: Apache-2.0
/** Cuts and packs scatter-gather lists into descriptors [XFR-11, XFR-12]: pure, without rings or threads. */
package org.netdma.core.scatter;
