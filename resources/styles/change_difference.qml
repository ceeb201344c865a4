<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <pipe>
    <provider>
      <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
    </provider>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="-3" classificationMax="3">
      <rasterTransparency/>
      <minMaxOrigin><limits>None</limits><extent>WholeRaster</extent><statAccuracy>Estimated</statAccuracy></minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="-3" maximumValue="3" labelPrecision="1">
          <item value="-3" color="#053061" alpha="255" label="3 median amplitudes darker, or more"/>
          <item value="-1.5" color="#2166ac" alpha="255" label="1.5 darker"/>
          <item value="-0.7" color="#92c5de" alpha="255" label="0.7 darker"/>
          <item value="-0.2" color="#f7f7f7" alpha="255" label="0.2 darker: hardly a change"/>
          <item value="0.2" color="#f7f7f7" alpha="255" label="0.2 brighter: hardly a change"/>
          <item value="0.7" color="#fdb863" alpha="255" label="0.7 brighter"/>
          <item value="1.5" color="#d95f02" alpha="255" label="1.5 brighter"/>
          <item value="3" color="#7f3b08" alpha="255" label="3 median amplitudes brighter, or more"/>
          <rampLegendSettings useContinuousLegend="0" minimumLabel="" maximumLabel="" prefix="" suffix="" direction="0" orientation="2"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
