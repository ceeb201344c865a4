<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <pipe>
    <provider>
      <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
    </provider>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="-10" classificationMax="10">
      <rasterTransparency/>
      <minMaxOrigin><limits>None</limits><extent>WholeRaster</extent><statAccuracy>Estimated</statAccuracy></minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="-10" maximumValue="10" labelPrecision="0">
          <item value="-10" color="#053061" alpha="255" label="darker, p = 1e-10 and below"/>
          <item value="-4" color="#2166ac" alpha="255" label="darker, p = 0.0001"/>
          <item value="-2" color="#92c5de" alpha="255" label="darker, p = 0.01"/>
          <item value="-1" color="#f7f7f7" alpha="255" label="darker, p = 0.1: chance"/>
          <item value="1" color="#f7f7f7" alpha="255" label="brighter, p = 0.1: chance"/>
          <item value="2" color="#fdb863" alpha="255" label="brighter, p = 0.01"/>
          <item value="4" color="#d95f02" alpha="255" label="brighter, p = 0.0001"/>
          <item value="10" color="#7f3b08" alpha="255" label="brighter, p = 1e-10 and below"/>
          <rampLegendSettings useContinuousLegend="0" minimumLabel="" maximumLabel="" prefix="" suffix="" direction="0" orientation="2"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
