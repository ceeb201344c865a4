<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <pipe>
    <provider>
      <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
    </provider>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="0" classificationMax="1">
      <rasterTransparency/>
      <minMaxOrigin><limits>None</limits><extent>WholeRaster</extent><statAccuracy>Estimated</statAccuracy></minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="DISCRETE" classificationMode="1" clip="0" minimumValue="0" maximumValue="1" labelPrecision="0">
          <item value="1e-06" color="#3f007d" alpha="255" label="p below 0.000001: change"/>
          <item value="0.0001" color="#6a51a3" alpha="255" label="p below 0.0001"/>
          <item value="0.001" color="#9e9ac8" alpha="255" label="p below 0.001"/>
          <item value="0.01" color="#cbc9e2" alpha="255" label="p below 0.01"/>
          <item value="0.05" color="#f2f0f7" alpha="255" label="p below 0.05"/>
          <item value="inf" color="#f7f7f7" alpha="0" label="p 0.05 and above: speckle explains it"/>
          <rampLegendSettings useContinuousLegend="0" minimumLabel="" maximumLabel="" prefix="" suffix="" direction="0" orientation="2"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
