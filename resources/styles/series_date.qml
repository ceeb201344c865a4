<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <!-- The colours are spread over the layer's own dates on loading: aurora_qgis/styling.py -->
  <pipe>
    <provider>
      <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
    </provider>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="2" classificationMax="10">
      <rasterTransparency/>
      <minMaxOrigin><limits>MinMax</limits><extent>WholeRaster</extent><statAccuracy>Estimated</statAccuracy></minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="2" maximumValue="10" labelPrecision="0">
          <item value="2" color="#440154" alpha="255" label="date 2"/>
          <item value="4" color="#3b528b" alpha="255" label="date 4"/>
          <item value="6" color="#21918c" alpha="255" label="date 6"/>
          <item value="8" color="#5ec962" alpha="255" label="date 8"/>
          <item value="10" color="#fde725" alpha="255" label="date 10"/>
          <rampLegendSettings useContinuousLegend="0" minimumLabel="" maximumLabel="" prefix="" suffix="" direction="0" orientation="2"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
