// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell.parameters;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** What can be configured: the metatype of all resolved bundles, as it is at the moment. */
final class ParameterCatalog {

    private final MetaTypeService metatype;
    private final BundleContext context;

    ParameterCatalog(MetaTypeService metatype, BundleContext context) {
        this.metatype = metatype;
        this.context = context;
    }

    /** {@return all sets, by PID} */
    List<ParameterSet> sets() {
        TreeMap<String, ParameterSet> sets = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            sets(bundle).forEach(set -> sets.put(set.pid(), set));
        }
        return List.copyOf(sets.values());
    }

    /** {@return the set of a PID, if a bundle here declares one} */
    Optional<ParameterSet> set(String pid) {
        return sets().stream().filter(set -> set.pid().equals(pid)).findFirst();
    }

    /**
     * {@return the sets that a bundle declares; none of a bundle that is not resolved}
     *
     * <p>The metatype service would resolve it to look into it. A thread that starts the bundle at that moment holds its
     * lock, is interrupted by Felix for being in the way, and its start fails.
     */
    List<ParameterSet> sets(Bundle bundle) {
        if ((bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) != 0) {
            return List.of();
        }
        MetaTypeInformation information = metatype.getMetaTypeInformation(bundle);
        return information == null ? List.of() : Arrays.stream(information.getPids())
                .map(pid -> set(pid, information.getObjectClassDefinition(pid, null))).toList();
    }

    private static ParameterSet set(String pid, ObjectClassDefinition definition) {
        AttributeDefinition[] attributes = definition.getAttributeDefinitions(ObjectClassDefinition.ALL);
        return new ParameterSet(pid, text(definition.getName()), text(definition.getDescription()),
                attributes == null ? List.of() : Arrays.stream(attributes).map(ParameterCatalog::parameter).toList());
    }

    private static Parameter parameter(AttributeDefinition attribute) {
        String[] defaults = attribute.getDefaultValue();
        String[] values = attribute.getOptionValues();
        String described = attribute.getDescription() == null ? attribute.getName() : attribute.getDescription();
        return new Parameter(attribute.getID(), type(attribute.getType()),
                defaults == null ? "" : String.join(",", defaults), values == null ? List.of() : List.of(values),
                text(described));
    }

    private static String type(int type) {
        return switch (type) {
            case AttributeDefinition.LONG -> "Long";
            case AttributeDefinition.INTEGER -> "Integer";
            case AttributeDefinition.SHORT -> "Short";
            case AttributeDefinition.CHARACTER -> "Character";
            case AttributeDefinition.BYTE -> "Byte";
            case AttributeDefinition.DOUBLE -> "Double";
            case AttributeDefinition.FLOAT -> "Float";
            case AttributeDefinition.BOOLEAN -> "true|false";
            case AttributeDefinition.PASSWORD -> "Password";
            default -> "String";
        };
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
