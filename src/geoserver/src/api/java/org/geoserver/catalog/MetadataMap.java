/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public class MetadataMap implements Map<String, Serializable>, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public int size() {
    throw new UnsupportedOperationException("compile-only signature");
  }

  @Override
  public boolean isEmpty() {
    throw new UnsupportedOperationException("compile-only signature");
  }

  @Override
  public boolean containsKey(Object key) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  @Override
  public boolean containsValue(Object value) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  @Override
  public Serializable get(Object key) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  @Override
  public Serializable put(String key, Serializable value) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  @Override
  public void putAll(Map<? extends String, ? extends Serializable> values) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  @Override
  public Serializable remove(Object key) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  @Override
  public void clear() {
    throw new UnsupportedOperationException("compile-only signature");
  }

  @Override
  public Set<String> keySet() {
    throw new UnsupportedOperationException("compile-only signature");
  }

  @Override
  public Collection<Serializable> values() {
    throw new UnsupportedOperationException("compile-only signature");
  }

  @Override
  public Set<Map.Entry<String, Serializable>> entrySet() {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
