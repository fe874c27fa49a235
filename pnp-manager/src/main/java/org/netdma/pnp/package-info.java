// SPDX-License-Identifier: Apache-2.0
/**
 * The Plug and Play manager as an OSGi bundle: the components here, and nothing below them, know the framework.
 */
package org.netdma.pnp;
