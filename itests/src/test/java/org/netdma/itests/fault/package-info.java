// SPDX-License-Identifier: Apache-2.0
/** What clients see when engines do wrong: interface, reference provider and a bench around them, without OSGi. */
package org.netdma.itests.fault;
