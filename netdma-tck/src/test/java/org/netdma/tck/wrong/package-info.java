// SPDX-License-Identifier: Apache-2.0
/** Providers that each break one rule, named after what they do wrong: the kit must find them. */
package org.netdma.tck.wrong;
