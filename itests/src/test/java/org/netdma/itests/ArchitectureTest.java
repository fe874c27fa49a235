// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.osgi.service.component.annotations.Component;

/** Holds the directions of the architecture: who may know whom. */
class ArchitectureTest {

    private static final JavaClasses API = module("netdma-api");
    private static final JavaClasses CORE = module("netdma-core");
    private static final JavaClasses PNP_MANAGER = module("pnp-manager");
    private static final JavaClasses REFERENCE = module("provider-reference");
    private static final List<JavaClasses> BUNDLES = List.of(CORE, PNP_MANAGER, REFERENCE);
    private static final List<JavaClasses> ALL = List.of(API, CORE, PNP_MANAGER, REFERENCE);

    /** Annotations that bnd reads; nothing of them is there at run time. */
    private static final DescribedPredicate<JavaClass> BUILD_ANNOTATIONS = resideInAnyPackage("org.osgi.annotation..",
            "org.osgi.service.component.annotations", "org.osgi.service.component.propertytypes",
            "org.osgi.service.metatype.annotations");
    private static final DescribedPredicate<JavaClass> JAVA = resideInAnyPackage("java..");
    private static final DescribedPredicate<JavaClass> OSGI =
            resideInAnyPackage("org.osgi.framework..", "org.osgi.service..", "org.osgi.util..")
                    .and(not(BUILD_ANNOTATIONS));
    /** Optional at run time: without it threads are not bound to CPUs. */
    private static final DescribedPredicate<JavaClass> JNA = resideInAPackage("com.sun.jna..");
    private static final DescribedPredicate<JavaClass> SHELL = resideInAnyPackage("org.apache.felix.service.command..",
            "picocli..");

    /** The classes of a module, from its jar or its target folder on the class path. */
    private static JavaClasses module(String name) {
        Path location = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.replace('\\', '/').contains("/" + name + "/target/")).map(Path::of).findFirst()
                .orElseThrow(() -> new IllegalStateException("no module " + name + " on the class path"));
        return Files.isDirectory(location) ? new ClassFileImporter().importPath(location) : importJar(location);
    }

    private static JavaClasses importJar(Path location) {
        try (JarFile jar = new JarFile(location.toFile())) {
            return new ClassFileImporter().importJar(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DescribedPredicate<JavaClass> of(String description, JavaClasses classes) {
        return describe(description, type -> classes.contain(type.getBaseComponentType().getName()));
    }

    private static DescribedPredicate<JavaClass> primitive() {
        return describe("primitive", type -> type.getBaseComponentType().isPrimitive());
    }

    private static void mayDependOn(JavaClasses module, DescribedPredicate<JavaClass> others) {
        classes().should().onlyDependOnClassesThat(
                of("of the same module", module).or(others).or(JAVA).or(BUILD_ANNOTATIONS).or(primitive()))
                .check(module);
    }

    @Test
    void apiShouldDependOnNothing() {
        mayDependOn(API, DescribedPredicate.alwaysFalse());
    }

    @Test
    void coreShouldKnowTheApiOnly() {
        mayDependOn(CORE, of("of the API", API).or(OSGI).or(SHELL));
    }

    @Test
    void pnpManagerShouldKnowNothingOfDma() {
        mayDependOn(PNP_MANAGER,
                of("of the API", API).and(resideInAPackage("org.netdma.wdm..")).or(OSGI).or(SHELL).or(JNA));
    }

    @Test
    void onlyThreadAffinityShouldKnowJna() {
        noClasses().that().resideOutsideOfPackage("org.netdma.pnp.affinity").should().dependOnClassesThat(JNA)
                .check(PNP_MANAGER);
    }

    @Test
    void referenceProviderShouldKnowTheApiOnly() {
        mayDependOn(REFERENCE, of("of the API", API).or(OSGI));
    }

    @Test
    void referenceHardwareShouldSeeMemoryAndRegistersOnly() {
        noClasses().that().resideInAPackage("..hw..").should().dependOnClassesThat(
                resideInAnyPackage("org.netdma.wdm..", "org.osgi.framework..", "org.osgi.service..", "..driver.."))
                .check(REFERENCE);
    }

    @ParameterizedTest
    @FieldSource("BUNDLES")
    void onlyComponentsShouldKnowOsgi(JavaClasses module) {
        noClasses().that(not(describe("components", ArchitectureTest::isComponent)))
                .should().dependOnClassesThat(OSGI).check(module);
    }

    /** A component, a class inside one, or what reads ConfigurationAdmin for the components of its package. */
    private static boolean isComponent(JavaClass type) {
        return type.isAnnotatedWith(Component.class)
                || type.getSimpleName().equals("SingletonConfigurations")
                || type.getEnclosingClass().map(ArchitectureTest::isComponent).orElse(false);
    }

    @ParameterizedTest
    @FieldSource("BUNDLES")
    void onlyShellPackagesShouldKnowTheShell(JavaClasses module) {
        noClasses().that().resideOutsideOfPackage("..shell..").should().dependOnClassesThat(SHELL).check(module);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void nothingShouldLookBehindTheJvm(JavaClasses module) {
        noClasses().should()
                .dependOnClassesThat(resideInAnyPackage("sun..", "com.sun..", "jdk.internal..").and(not(JNA)))
                .check(module);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void nothingShouldPrintPastItsSession(JavaClasses module) {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(module);
    }

    @Test
    void packagesShouldBeFreeOfCycles() {
        slices().matching("org.netdma.(*)..").should().beFreeOfCycles().check(API);
        slices().matching("org.netdma.core.(*)..").should().beFreeOfCycles().check(CORE);
        slices().matching("org.netdma.pnp.(*)..").should().beFreeOfCycles().check(PNP_MANAGER);
        slices().matching("org.netdma.provider.reference.(*)..").should().beFreeOfCycles().check(REFERENCE);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void namesShouldSayWhatAThingIs(JavaClasses module) {
        noClasses().should().haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameEndingWith("Utils")
                .orShould().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Helper")
                .check(module);
    }
}
