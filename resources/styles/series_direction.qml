<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <pipe>
    <provider>
      <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
    </provider>
    <rasterrenderer type="paletted" band="1" opacity="1" alphaBand="-1" nodataColor="">
      <rasterTransparency/>
      <colorPalette>
        <paletteEntry value="1" color="#2166ac" alpha="255" label="Decrease (all bands darker)"/>
        <paletteEntry value="2" color="#f7f7f7" alpha="0" label="No change"/>
        <paletteEntry value="3" color="#d95f02" alpha="255" label="Increase (all bands brighter)"/>
        <paletteEntry value="4" color="#7570b3" alpha="255" label="Mixed (some bands darker, some brighter)"/>
      </colorPalette>
    </rasterrenderer>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
