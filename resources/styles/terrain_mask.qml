<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <pipe>
    <provider>
      <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
    </provider>
    <rasterrenderer type="paletted" band="1" opacity="1" alphaBand="-1" nodataColor="">
      <rasterTransparency/>
      <colorPalette>
        <paletteEntry value="1" color="#f7f7f7" alpha="0" label="Seen"/>
        <paletteEntry value="2" color="#e66101" alpha="255" label="Layover"/>
        <paletteEntry value="3" color="#5e3c99" alpha="255" label="Shadow"/>
        <paletteEntry value="4" color="#7f3b08" alpha="255" label="Layover and shadow"/>
      </colorPalette>
    </rasterrenderer>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
