<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <pipe>
    <provider>
      <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
    </provider>
    <rasterrenderer type="singlebandpseudocolor" band="3" opacity="1" alphaBand="-1" nodataColor="" classificationMin="-10" classificationMax="10">
      <rasterTransparency/>
      <minMaxOrigin><limits>None</limits><extent>WholeRaster</extent><statAccuracy>Estimated</statAccuracy></minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="-10" maximumValue="10" labelPrecision="0">
          <item value="-10" color="#053061" alpha="255" label="-10 dB and below: much darker"/>
          <item value="-6" color="#2166ac" alpha="255" label="-6 dB"/>
          <item value="-3" color="#92c5de" alpha="255" label="-3 dB: half the backscatter"/>
          <item value="0" color="#f7f7f7" alpha="255" label="0 dB: no change"/>
          <item value="3" color="#fdb863" alpha="255" label="+3 dB: twice the backscatter"/>
          <item value="6" color="#d95f02" alpha="255" label="+6 dB"/>
          <item value="10" color="#7f3b08" alpha="255" label="+10 dB and above: much brighter"/>
          <rampLegendSettings useContinuousLegend="0" minimumLabel="" maximumLabel="" prefix="" suffix="" direction="0" orientation="2"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
