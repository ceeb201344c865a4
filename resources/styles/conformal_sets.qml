<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <pipe>
    <provider>
      <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
    </provider>
    <rasterrenderer type="paletted" band="1" opacity="1" alphaBand="-1" nodataColor="">
      <rasterTransparency/>
      <colorPalette>
        <paletteEntry value="1" color="#b2182b" alpha="255" label="Change"/>
        <paletteEntry value="2" color="#f7f7f7" alpha="0" label="No change"/>
        <paletteEntry value="3" color="#fdd49e" alpha="255" label="Both: either may be"/>
        <paletteEntry value="4" color="#525252" alpha="255" label="Neither: unlike all places of known truth"/>
      </colorPalette>
    </rasterrenderer>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
