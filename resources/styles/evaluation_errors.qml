<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <pipe>
    <provider>
      <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
    </provider>
    <rasterrenderer type="paletted" band="1" opacity="1" alphaBand="-1" nodataColor="">
      <rasterTransparency/>
      <colorPalette>
        <paletteEntry value="1" color="#1b7837" alpha="255" label="Hit: changed, and called so"/>
        <paletteEntry value="2" color="#d95f02" alpha="255" label="False alarm: unchanged, but called changed"/>
        <paletteEntry value="3" color="#7b3294" alpha="255" label="Miss: changed, but not called so"/>
        <paletteEntry value="4" color="#f7f7f7" alpha="0" label="Rightly called unchanged"/>
      </colorPalette>
    </rasterrenderer>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
