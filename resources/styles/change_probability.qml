<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <pipe>
    <provider>
      <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
    </provider>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="-1" classificationMax="1">
      <rasterTransparency/>
      <minMaxOrigin><limits>None</limits><extent>WholeRaster</extent><statAccuracy>Estimated</statAccuracy></minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="-1" maximumValue="1" labelPrecision="2">
          <item value="-1" color="#053061" alpha="255" label="darker, certain"/>
          <item value="-0.9" color="#2166ac" alpha="255" label="darker, 0.9"/>
          <item value="-0.5" color="#92c5de" alpha="255" label="darker, as likely as not"/>
          <item value="-0.1" color="#f7f7f7" alpha="255" label="0.1"/>
          <item value="0.1" color="#f7f7f7" alpha="255" label="0.1: hardly a change"/>
          <item value="0.5" color="#fdb863" alpha="255" label="brighter, as likely as not"/>
          <item value="0.9" color="#d95f02" alpha="255" label="brighter, 0.9"/>
          <item value="1" color="#7f3b08" alpha="255" label="brighter, certain"/>
          <rampLegendSettings useContinuousLegend="0" minimumLabel="" maximumLabel="" prefix="" suffix="" direction="0" orientation="2"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
