// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import org.netdma.wdm.pnp.ProblemCode;

/**
 * Why a driver is not loaded.
 *
 * @param problem what its devices get
 * @param text    in a sentence that names the rule
 */
public record LoadFailure(ProblemCode problem, String text) {
}
