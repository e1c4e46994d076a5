/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.CatalogFactory;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.CoverageInfo;
import org.geoserver.catalog.CoverageStoreInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.MetadataMap;
import org.geoserver.catalog.NamespaceInfo;
import org.geoserver.catalog.ResourceInfo;
import org.geoserver.catalog.StoreInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;

/**
 * A catalog in memory behind GeoServer's interfaces, which can be told to fail at the n-th change.
 * Like GeoServer's, it refuses names that are taken and objects that are referred to.
 */
final class FakeCatalog implements InvocationHandler {
  private final Map<String, CatalogInfo> objects = new LinkedHashMap<>();
  private int nextId = 1;
  private int changesUntilFailure = Integer.MAX_VALUE;
  private int changes;
  private boolean killed;

  Catalog catalog() {
    return proxy(Catalog.class, this);
  }

  /** The n-th change from now on fails, once. */
  void failAt(int change) {
    changesUntilFailure = change;
    changes = 0;
    killed = false;
  }

  /** At the n-th change from now on the process ends; nothing may be undone. */
  void killAt(int change) {
    failAt(change);
    killed = true;
  }

  /** Not to be caught. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  void clear() {
    objects.clear();
  }

  /** Changes since {@link #failAt}. */
  int changes() {
    return changes;
  }

  /** Counts one change, of this catalog or of files beside it. */
  void change() {
    changes++;
    if (--changesUntilFailure == 0) {
      changesUntilFailure = Integer.MAX_VALUE;
      if (killed) {
        throw new Killed();
      }
      throw new IllegalStateException("disk full");
    }
  }

  /** All objects with their properties, for comparison. */
  String state() {
    return objects.values().stream()
        .map(FakeCatalog::text)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String text(CatalogInfo info) {
    Bean bean = (Bean) Proxy.getInvocationHandler(info);
    Map<String, String> values = new TreeMap<>();
    bean.values.forEach((key, value) -> values.put(key, reference(value)));
    values.remove("Id"); // an object that was taken away and put back may get another
    values
        .values()
        .removeIf(value -> value.equals("null") || value.equals("[]") || value.equals("{}"));
    return bean.type.getSimpleName() + values;
  }

  private static String reference(Object value) {
    if (value instanceof Iterable<?> many) {
      List<String> texts = new ArrayList<>();
      many.forEach(each -> texts.add(reference(each)));
      return texts.toString();
    }
    return value instanceof CatalogInfo info ? nameOf(info) : String.valueOf(value);
  }

  WorkspaceInfo workspace(String name) {
    WorkspaceInfo workspace = bean(WorkspaceInfo.class);
    set(workspace, "Name", name);
    put(workspace);
    return workspace;
  }

  /** A layer with coverage and store, as somebody else made it. */
  LayerInfo layer(WorkspaceInfo workspace, String name) {
    CoverageStoreInfo store = store(workspace, name);
    put(store);
    CoverageInfo coverage = coverage(store, name);
    put(coverage);
    LayerInfo layer = layerOf(coverage);
    put(layer);
    return layer;
  }

  static CoverageStoreInfo store(WorkspaceInfo workspace, String name) {
    CoverageStoreInfo store = bean(CoverageStoreInfo.class);
    set(store, "Name", name);
    set(store, "Workspace", workspace);
    return store;
  }

  static CoverageInfo coverage(CoverageStoreInfo store, String name) {
    CoverageInfo coverage = bean(CoverageInfo.class);
    coverage.setName(name);
    coverage.setStore(store);
    NamespaceInfo namespace = bean(NamespaceInfo.class);
    set(namespace, "Prefix", store.getWorkspace().getName());
    set(coverage, "Namespace", namespace);
    return coverage;
  }

  static LayerInfo layerOf(CoverageInfo coverage) {
    LayerInfo layer = bean(LayerInfo.class);
    set(layer, "Resource", coverage);
    return layer;
  }

  LayerGroupInfo group(WorkspaceInfo workspace, String name, LayerInfo... layers) {
    LayerGroupInfo group = bean(LayerGroupInfo.class);
    group.setName(name);
    group.setWorkspace(workspace);
    group.getLayers().addAll(List.of(layers));
    put(group);
    return group;
  }

  StyleInfo style(WorkspaceInfo workspace, String name) {
    StyleInfo style = bean(StyleInfo.class);
    style.setName(name);
    style.setWorkspace(workspace);
    put(style);
    return style;
  }

  @SuppressWarnings("unchecked")
  <T> List<T> all(Class<T> type) {
    return (List<T>) objects.values().stream().filter(type::isInstance).toList();
  }

  private void put(CatalogInfo info) {
    String id = (String) get(info, "Id");
    if (id == null) {
      id = "id" + nextId++;
      set(info, "Id", id);
    }
    objects.put(id, info);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] args) {
    Object first = args == null ? null : args[0];
    return switch (method.getName()) {
      case "add" -> {
        change();
        refuseDuplicate((CatalogInfo) first);
        put((CatalogInfo) first);
        yield null;
      }
      case "save" -> {
        change();
        yield null;
      }
      case "remove" -> {
        change();
        refuseReferred((CatalogInfo) first);
        if (objects.remove(((CatalogInfo) first).getId()) == null) {
          throw new IllegalArgumentException("not in the catalog: " + nameOf((CatalogInfo) first));
        }
        yield null;
      }
      case "detach" -> copy((CatalogInfo) first);
      case "getFactory" -> factory();
      case "getDefaultWorkspace" -> all(WorkspaceInfo.class).stream().findFirst().orElse(null);
      case "getWorkspaceByName" -> find(WorkspaceInfo.class, (String) first);
      case "getStoreByName", "getCoverageStoreByName" ->
          find(CoverageStoreInfo.class, qualified(args));
      case "getCoverageStore", "getCoverage", "getLayer", "getLayerGroup" -> objects.get(first);
      case "getCoverageStoresByWorkspace" ->
          all(CoverageStoreInfo.class).stream().filter(s -> s.getWorkspace() == first).toList();
      case "getStylesByWorkspace" ->
          all(StyleInfo.class).stream().filter(s -> get(s, "Workspace") == first).toList();
      case "getCoveragesByCoverageStore" ->
          all(CoverageInfo.class).stream().filter(c -> c.getStore() == first).toList();
      case "getLayers" ->
          all(LayerInfo.class).stream().filter(l -> l.getResource() == first).toList();
      case "getLayerByName" -> find(LayerInfo.class, (String) first);
      case "getStyleByName" -> find(StyleInfo.class, qualified(args));
      case "getLayerGroupByName" -> find(LayerGroupInfo.class, qualified(args));
      default -> throw new UnsupportedOperationException(method.toString());
    };
  }

  private static String qualified(Object[] args) {
    return args.length == 1
        ? (String) args[0]
        : ((WorkspaceInfo) args[0]).getName() + ":" + args[1];
  }

  private <T extends CatalogInfo> T find(Class<T> type, String name) {
    return all(type).stream().filter(each -> nameOf(each).equals(name)).findFirst().orElse(null);
  }

  private void refuseDuplicate(CatalogInfo info) {
    Class<?> type = ((Bean) Proxy.getInvocationHandler(info)).type;
    for (CatalogInfo other : objects.values()) {
      if (type.isInstance(other) && nameOf(other).equals(nameOf(info))) {
        throw new IllegalArgumentException("already there: " + nameOf(info));
      }
    }
  }

  private void refuseReferred(CatalogInfo info) {
    for (CatalogInfo other : objects.values()) {
      boolean refers =
          other instanceof LayerGroupInfo group && group.getLayers().contains(info)
              || other instanceof LayerInfo layer
                  && (layer.getResource() == info
                      || layer.getDefaultStyle() == info
                      || layer.getStyles().contains(info))
              || other instanceof CoverageInfo coverage && coverage.getStore() == info;
      if (refers) {
        throw new IllegalArgumentException(
            "Unable to delete " + nameOf(info) + " referenced by '" + nameOf(other) + "'");
      }
    }
  }

  /** With its workspace, if it has one. */
  private static String nameOf(CatalogInfo info) {
    if (info instanceof LayerInfo layer) {
      return layer.prefixedName();
    }
    if (info instanceof ResourceInfo resource) {
      return resource.prefixedName();
    }
    Object workspace = get(info, "Workspace");
    String name = String.valueOf(get(info, "Name"));
    return workspace instanceof WorkspaceInfo w ? w.getName() + ":" + name : name;
  }

  private static CatalogFactory factory() {
    return proxy(
        CatalogFactory.class,
        (proxy, method, args) ->
            method.getName().equals("createStyle")
                ? bean(StyleInfo.class)
                : bean(LayerGroupInfo.class));
  }

  private static CatalogInfo copy(CatalogInfo info) {
    Bean original = (Bean) Proxy.getInvocationHandler(info);
    Bean copy = new Bean(original.type);
    original.values.forEach(
        (key, value) ->
            copy.values.put(
                key,
                value instanceof List<?> list
                    ? new ArrayList<>(list)
                    : value instanceof Set<?> set ? new LinkedHashSet<>(set) : value));
    return (CatalogInfo) proxy(original.type, copy);
  }

  static <T> T bean(Class<T> type) {
    return proxy(type, new Bean(type));
  }

  static void set(Object bean, String property, Object value) {
    ((Bean) Proxy.getInvocationHandler(bean)).values.put(property, value);
  }

  private static Object get(Object bean, String property) {
    return ((Bean) Proxy.getInvocationHandler(bean)).values.get(property);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(FakeCatalog.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** An object of the catalog: what is set can be got. */
  private static final class Bean implements InvocationHandler {
    private final Class<?> type;
    private final Map<String, Object> values = new HashMap<>();

    Bean(Class<?> type) {
      this.type = type;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] args) {
      String name = method.getName();
      return switch (name) {
        case "equals" -> proxy == args[0];
        case "hashCode" -> System.identityHashCode(proxy);
        case "toString" -> type.getSimpleName() + values.keySet();
        case "prefixedName" -> prefixedName(proxy);
        case "layers" -> values.get("Layers");
        default -> {
          if (name.startsWith("set")) {
            values.put(name.substring(3), args[0]);
            yield null;
          }
          if (name.equals("getName") && proxy instanceof LayerInfo layer) {
            yield layer.getResource().getName();
          }
          yield values.computeIfAbsent(name.substring(3), key -> initial(method.getReturnType()));
        }
      };
    }

    private static Object initial(Class<?> type) {
      if (type == List.class) {
        return new ArrayList<>();
      }
      if (type == Set.class) {
        return new LinkedHashSet<>();
      }
      if (type == Map.class) {
        return new HashMap<>();
      }
      return type == MetadataMap.class ? new Metadata() : null;
    }

    private static String prefixedName(Object proxy) {
      ResourceInfo resource =
          proxy instanceof LayerInfo layer ? layer.getResource() : (ResourceInfo) proxy;
      StoreInfo store = resource.getStore();
      return store.getWorkspace().getName() + ":" + resource.getName();
    }
  }

  /** GeoServer's own is a signature here. */
  private static final class Metadata extends MetadataMap {
    private static final long serialVersionUID = 1L;
    private final HashMap<String, Serializable> values = new HashMap<>();

    @Override
    public Serializable get(Object key) {
      return values.get(key);
    }

    @Override
    public Serializable put(String key, Serializable value) {
      return values.put(key, value);
    }

    @Override
    public String toString() {
      return new TreeMap<>(values).toString();
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
