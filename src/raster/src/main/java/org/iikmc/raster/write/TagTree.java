/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.util.List;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.iikmc.raster.Georeferencing;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Tags of a TIFF that is to be written, those that GeoTools' encoder has no method for. */
final class TagTree {
  private static final int MODEL_PIXEL_SCALE = 33550;
  private static final int MODEL_TIE_POINT = 33922;
  private static final int MODEL_TRANSFORMATION = 34264;
  private static final int GEO_KEY_DIRECTORY = 34735;
  private static final int GEO_DOUBLES = 34736;
  private static final int GEO_TEXTS = 34737;

  private final IIOMetadata metadata;
  private final String format;
  private final Node root;

  TagTree(IIOMetadata metadata) {
    this.metadata = metadata;
    format = metadata.getNativeMetadataFormatName();
    root = metadata.getAsTree(format);
  }

  /** A tag of text. */
  void set(int tag, String text) {
    set(tag, "TIFFAscii", List.of(text));
  }

  /** All tags of georeferencing, and none but those. */
  void set(Georeferencing source) {
    set(MODEL_PIXEL_SCALE, "TIFFDouble", source.pixelScale());
    set(MODEL_TIE_POINT, "TIFFDouble", source.tiePoints());
    set(MODEL_TRANSFORMATION, "TIFFDouble", source.transformation());
    set(GEO_KEY_DIRECTORY, "TIFFShort", source.keys());
    set(GEO_DOUBLES, "TIFFDouble", source.doubles());
    set(GEO_TEXTS, "TIFFAscii", source.texts().isEmpty() ? List.of() : List.of(source.texts()));
  }

  private void set(int tag, String type, List<?> values) {
    remove(tag);
    if (values.isEmpty()) {
      return;
    }
    IIOMetadataNode all = new IIOMetadataNode(type + "s");
    for (Object each : values) {
      IIOMetadataNode value = new IIOMetadataNode(type);
      value.setAttribute("value", each.toString());
      all.appendChild(value);
    }
    IIOMetadataNode field = new IIOMetadataNode("TIFFField");
    field.setAttribute("number", Integer.toString(tag));
    field.appendChild(all);
    root.getFirstChild().appendChild(field);
  }

  private void remove(int tag) {
    Node directory = root.getFirstChild();
    for (Node child = directory.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element field
          && field.getAttribute("number").equals(Integer.toString(tag))) {
        directory.removeChild(field);
        return;
      }
    }
  }

  /** Makes them those of the file. */
  void apply() throws IIOInvalidTreeException {
    metadata.setFromTree(format, root);
  }
}
