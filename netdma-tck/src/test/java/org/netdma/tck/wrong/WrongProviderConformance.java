// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.lang.reflect.Constructor;
import java.time.Duration;
import org.netdma.NetDmaVersion;
import org.netdma.provider.NetDma;
import org.netdma.tck.Ability;
import org.netdma.tck.ProviderConformance;
import org.netdma.tck.ProviderUnderTest;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.driver.Driver;

/** The kit for one wrong driver: the class that encloses the subclass. */
public abstract class WrongProviderConformance extends ProviderConformance {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Override
    protected ProviderUnderTest provider() {
        Class<?> driver = getClass().getEnclosingClass();
        ProviderUnderTest provider = ProviderUnderTest.of((io, netDma) -> create(driver, io, netDma))
                .can(Ability.ABORT, Ability.RESET).limit(LIMIT);
        if (AbleSoundDriver.class.isAssignableFrom(driver)) {
            provider = provider.can(Ability.SUSPEND, Ability.POWER, Ability.DCA, Ability.GROUPS);
        }
        return switch (driver.getAnnotation(Breaks.class).on()) {
            case PLAIN -> provider;
            case FIRST -> provider.version(NetDmaVersion.V1_0).parameter("major", 1);
            case LINKED -> provider.version(NetDmaVersion.V1_1).parameter("major", 1).parameter("minor", 1);
            case MESSAGES -> provider.parameter("messages", true).messageInterrupts(4);
            case LINE -> provider.lineInterrupt();
        };
    }

    private static Driver create(Class<?> driver, IoManager io, NetDma netDma) {
        try {
            Constructor<?> constructor = driver.getDeclaredConstructor(IoManager.class, NetDma.class);
            return (Driver) constructor.newInstance(io, netDma);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(driver + " has no constructor (IoManager, NetDma)", e);
        }
    }
}
