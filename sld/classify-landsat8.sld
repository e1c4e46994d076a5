<?xml version="1.0" encoding="UTF-8"?>
<!--
  Draws a layer of six bands (Landsat 8, B2 to B7, Level-1 digital numbers) classified, with the IIkMC plugin of GeoServer.
  The signatures are of 19 scenes of New York in 2018. Every run writes a classify.sld like this one with its own signatures.
  A layer with more bands needs one parameter more within the function iikmc:Classify:
    <ogc:Function name="parameter"><ogc:Literal>bands</ogc:Literal><ogc:Literal>1,2,3,4,5,6</ogc:Literal></ogc:Function>
-->
<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="1.0.0" xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>classify-landsat8</Name>
    <UserStyle>
      <Name>classify-landsat8</Name>
      <Title>Eight classes of Landsat 8</Title>
      <FeatureTypeStyle>
        <Transformation>
          <ogc:Function name="iikmc:Classify">
            <ogc:Function name="parameter">
              <ogc:Literal>coverage</ogc:Literal>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>signatures</ogc:Literal>
              <ogc:Literal>{"format":"iikmc-signatures","version":1,"bands":["B2","B3","B4","B5","B6","B7"],"classes":[{"mean":[8467.183431952662,7233.646545142203,6516.714210727238,6031.361328497805,5564.0052490933385,5419.7332506203475]},{"mean":[8493.70362341282,7662.435506348715,7399.007200371632,9791.410808299783,8400.347708268813,7213.657169402291]},{"mean":[9368.667214093759,8927.099134069871,7558.624813377128,23171.04553598089,13084.09480441923,8522.513287548521]},{"mean":[14428.325391422737,13489.413886997958,14021.173587474472,15651.136827773997,7656.13410483322,7048.883594281824]},{"mean":[23658.3984375,22911.026041666668,24362.328125,24875.799479166668,7524.645833333333,6740.71875]},{"mean":[8617.55507817162,7909.31149301826,7033.813342881012,16248.663324979114,10608.574173529061,7418.443250984605]},{"mean":[10111.36762547696,9359.63354857646,9306.643821543881,14143.248605811565,13564.423833284414,10631.522160258291]},{"mean":[12040.077579519007,11855.302560124128,12231.283941039566,18952.814584949574,18162.479441427462,14147.266097750195]}]}</ogc:Literal>
            </ogc:Function>
          </ogc:Function>
        </Transformation>
        <Rule>
          <RasterSymbolizer>
            <Opacity>1</Opacity>
            <ColorMap type="values">
              <ColorMapEntry color="#141414" quantity="1" label="Class 1"/>
              <ColorMapEntry color="#624f23" quantity="2" label="Class 2"/>
              <ColorMapEntry color="#688a6c" quantity="3" label="Class 3"/>
              <ColorMapEntry color="#f5f5f5" quantity="4" label="Class 4"/>
              <ColorMapEntry color="#f5f5f8" quantity="5" label="Class 5"/>
              <ColorMapEntry color="#4f5e38" quantity="6" label="Class 6"/>
              <ColorMapEntry color="#9e988b" quantity="7" label="Class 7"/>
              <ColorMapEntry color="#dad7c4" quantity="8" label="Class 8"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
