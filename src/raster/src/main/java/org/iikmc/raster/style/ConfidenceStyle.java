/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.style;

/**
 * Styles of confidence: the margin, which is the first band, from black for a doubtful pixel to
 * white for a sure one; what has none is transparent.
 */
public final class ConfidenceStyle {
  private static final String QML =
      """
      <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
      <qgis version="3.22.0" styleCategories="Symbology">
        <pipe>
          <rasterrenderer type="singlebandgray" grayBand="1" gradient="BlackToWhite" opacity="1" alphaBand="-1">
            <contrastEnhancement>
              <minValue>1</minValue>
              <maxValue>255</maxValue>
              <algorithm>StretchToMinimumMaximum</algorithm>
            </contrastEnhancement>
          </rasterrenderer>
        </pipe>
      </qgis>
      """;

  private static final String SLD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="1.0.0" xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
        <NamedLayer>
          <Name>%1$s</Name>
          <UserStyle>
            <Name>%1$s</Name>
            <Title>%1$s</Title>
            <FeatureTypeStyle>
              <Rule>
                <RasterSymbolizer>
                  <Opacity>1</Opacity>
                  <ChannelSelection>
                    <GrayChannel>
                      <SourceChannelName>1</SourceChannelName>
                    </GrayChannel>
                  </ChannelSelection>
                  <ColorMap type="ramp">
                    <ColorMapEntry color="#000000" quantity="0" opacity="0"/>
                    <ColorMapEntry color="#000000" quantity="1" label="doubtful"/>
                    <ColorMapEntry color="#ffffff" quantity="255" label="sure"/>
                  </ColorMap>
                </RasterSymbolizer>
              </Rule>
            </FeatureTypeStyle>
          </UserStyle>
        </NamedLayer>
      </StyledLayerDescriptor>
      """;

  private ConfidenceStyle() {}

  /** As a style of QGIS, which reads no SLD for rasters. */
  public static String qml() {
    return QML;
  }

  /**
   * As OGC Styled Layer Descriptor 1.0.0.
   *
   * @param name of layer and style: letters, digits, _, . and -
   */
  public static String sld(String name) {
    return SLD.formatted(name);
  }
}
