<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|MapTips">
  <renderer-v2 type="categorizedSymbol" attr="direction" symbollevels="0" forceraster="0" enableorderby="0">
    <categories>
      <category symbol="0" value="decrease" label="Decrease (darker in the after image)" render="true"/>
      <category symbol="1" value="increase" label="Increase (brighter in the after image)" render="true"/>
    </categories>
    <symbols>
      <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <prop k="style" v="solid"/><prop k="color" v="33,102,172,90"/>
          <prop k="outline_style" v="solid"/><prop k="outline_color" v="5,48,97,255"/>
          <prop k="outline_width" v="0.36"/><prop k="outline_width_unit" v="MM"/>
        </layer>
      </symbol>
      <symbol type="fill" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <prop k="style" v="solid"/><prop k="color" v="217,95,2,90"/>
          <prop k="outline_style" v="solid"/><prop k="outline_color" v="127,59,8,255"/>
          <prop k="outline_width" v="0.36"/><prop k="outline_width_unit" v="MM"/>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <mapTip>[% title("direction") %], [% format_number("area_ha", 2) %] ha, mean change [% format_number("mean_db", 1) %] dB[% coalesce('&lt;br>' || attribute($currentfeature, 'sentence'), '') %]</mapTip>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <layerGeometryType>2</layerGeometryType>
</qgis>
