<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <pipe>
    <provider>
      <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
    </provider>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="0" classificationMax="inf">
      <rasterTransparency/>
      <minMaxOrigin><limits>None</limits><extent>WholeRaster</extent><statAccuracy>Estimated</statAccuracy></minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="DISCRETE" classificationMode="1" clip="0" minimumValue="0" maximumValue="inf" labelPrecision="0">
          <item value="0" color="#f7f7f7" alpha="0" label="no change"/>
          <item value="1" color="#fdd0a2" alpha="255" label="1 change"/>
          <item value="2" color="#fdae6b" alpha="255" label="2 changes"/>
          <item value="3" color="#f16913" alpha="255" label="3 changes"/>
          <item value="5" color="#d94801" alpha="255" label="4 or 5 changes"/>
          <item value="inf" color="#7f2704" alpha="255" label="more than 5 changes"/>
          <rampLegendSettings useContinuousLegend="0" minimumLabel="" maximumLabel="" prefix="" suffix="" direction="0" orientation="2"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
