// SPDX-License-Identifier: Apache-2.0
/**
 * The least that is a complete provider: a driver for one kind of device, an engine that copies on the submitter's CPU.
 * It is the second provider beside the reference one in the tests, and an example to start from.
 */
package org.netdma.itests.minimal;
