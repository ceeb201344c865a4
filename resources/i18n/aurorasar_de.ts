<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AuroraSAR</name>
  <message>
   <source>&amp;Add...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Apply</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Check all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Install</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Preview on the map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Remove</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Swipe, right of the line:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Try on layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>'{name}' needs a value.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 hit, 2 false alarm, 3 miss, 4 rightly unchanged, 0 not compared (.tif).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 seen, 2 layover, 3 shadow, 4 both, 0 no terrain.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 seen, 2 layover, 3 shadow, 4 both, 0 outside of image or terrain.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A CSV file with lines such as 'scene.tif,2024-03-01', for rasters or bands that do not tell their date.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A GeoTIFF (.tif) with the dates as band names.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A GeoTIFF (.tif).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A band per date from the second: direction of the change that is seen there (.tif).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A band per date from the second: p-value that it equals the dates before it since the last change (.tif). Takes several times as long.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A file onnxruntime-....whl for this Python and system, for machines without a network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A folder with wheels, of which the one that fits is taken; for machines without a network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A page with all cards (.html).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A page with all figures and curves (.html).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A page with all figures and pictures (.html).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A page with all figures, the histogram of the ratio and pictures (.html).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A page with the changes over time and the numbers of the dates (.html).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A page with the histogram, the threshold, areas and all parameters (.html).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A precise or restituted orbit of the product's satellite and time, instead of the annotated one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>After image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All dates in one raster</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Amplitude, intensity or decibel, calibrated or not, in map or radar coordinates.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Amplitude, intensity or decibel, not filtered yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Amplitude, intensity or decibel, or single-look complex.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Amplitude, intensity or decibel; for two dates the first. The output lies on its grid.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An ONNX file NAME.onnx, with its card NAME.json beside it or inside it. Both are copied.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Any raster with a coordinate reference system of the ground.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Any raster, complex ones too.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Any. Empty means the UTM zone of the image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Area that became brighter, in hectares on the ellipsoid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Area that became darker, in hectares on the ellipsoid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Area that changed at least once, in hectares on the ellipsoid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Area under the ROC curve</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Average precision</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Averages the intensity of blocks of azimuth x range pixels (rows x columns) into one pixel each: less speckle, coarser pixels. Georeference and ground control points follow. Single-look complex images are detected when the scale is set to amplitude. Rows and columns that fill no whole block at the lower and right border are dropped.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Averaging (pixels, odd; 1 = none)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Azimuth against it, lines rms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Azimuth looks (rows)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Backscatter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Band</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Band 1 of the last, band 2 of the first change (.tif): 1 decrease, 2 none, 3 increase, 4 mixed; 0 no data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Band of the reference raster</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bands</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bands (empty means all)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bands (empty means by name)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bands (none means all)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bands of the after image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bands of the before image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bands of the picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bands of the reference</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Before image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Brighter by more than this is an increase.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Brings a radar image in the grid of a Sentinel-1 product, such as a calibrated or despeckled one, onto a map: each map pixel is looked up in the image by orbit, timing and the terrain's height. Values are resampled as linear intensity. Optionally a mask of layover and shadow and the local incidence angle.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Brings any raster with a coordinate reference system, such as land cover, heights or another image, into the grid of a Sentinel-1 image: the ground of each radar pixel is found on a terrain model by orbit and timing, and the raster is read there. The pixels are those of the calibrated image, or of a multilooked one; ground control points go along so that QGIS can place the result.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>By the annotated range and azimuth profiles, of both forms that products have.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CRS of the map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Calibrate a Sentinel-1 product</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Calibrated image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Can compute on: {names}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancelled.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancelled; no output was written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancelled; nothing was changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change explorer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change polygons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change strength</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change strength (dB)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changed share (percent)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changed share of the valid area, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changes grow, by up to 20 pixels, into connected pixels of the same sign above this share of the threshold. 1: they do not.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check this installation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a change strength first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a change strength in dB, as 'Detect change between two dates' writes it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a model in the list, and a raster layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classes that are change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classes, probability or strength.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classify change strength</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cohen's kappa: agreement beyond chance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colour</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colour composite</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colour difference CIEDE2000, mean (1 can just be seen)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colour picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns of the map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns of the output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns of the table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns that are averaged into one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compares a colour picture with a reference, such as the optical image of the same day: PSNR, SSIM and multi-scale SSIM, spectral angle, ERGAS and the colour difference CIEDE2000. With the radar image it counts the edges of the colours that have no counterpart in it: what a colouring network may have made up. Reference and radar image are brought onto the grid of the picture; one of them is enough. A number is 0 where there is nothing to take it from; the report says so. Identical pictures have a PSNR of 1000.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compares a map of change with a reference, pixel by pixel on the map's grid: confusion counts, precision, recall, F1, overall accuracy, kappa, intersection over union, and, for a probability or a strength, the area under the ROC curve, average precision, figures by threshold and the reliability of the probability. The reference is a raster or a layer of polygons, inside of which everything changed and outside of which nothing did. Where either has no data nothing is compared. Where little changed, overall accuracy says little: look at kappa and F1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compares a radar image before and after speckle filtering, so that filters and windows can be chosen by figures: looks before and after, mean and variance of the ratio image, M-index (Gomez et al. 2017), edge preservation, and bias of the mean. What an ideal filter takes away is pure speckle: a ratio image of mean 1, variance 1 / looks, and no structure. The map of structure shows where a filter took more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Composite</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Computed by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connected changes of fewer pixels are dropped, and smaller holes in changes are filled. 0 keeps all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connected changes of fewer pixels are dropped, smaller holes in changes filled. 0 keeps all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copied.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copies an ONNX file and its card into the QGIS profile, once both are checked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copies the pixels that an extent touches. They stay as they are, with their type, band names, units and metadata, so that the speckle keeps its statistics: nothing is resampled. With a limit on rows and columns the middle of the extent is taken: that is how the panel makes its previews. A raster that has ground control points and no geotransform is cropped around its middle.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy &amp;as</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct the registration</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correlation of lightness with the radar image in dB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Counts the values of a change strength in dB in bins, from windows spread over the raster: all of a small one and a part of a large one, which the result states. The area of the whole is estimated from that part.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Crop to an extent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cropped image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Darker by more than this is a decrease; a positive number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Date of the first change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Date of the last change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Decrease</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Decrease from</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Decrease from (dB)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Decrease {decrease:,.1f} ha, increase {increase:,.1f} ha, {count} polygons.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Degrees between the direction to the radar and the terrain's normal.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Despeckle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Despeckle a series of dates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Despeckled image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Despeckling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Detect change between two dates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Direction of change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Direction per date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Done.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drag a line, or move the decrease threshold with the left and right keys and the increase threshold with the up and down keys.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drag the white line on the map.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ERGAS, Wald 2000, with h/l = 1 (ideal 0)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edge preservation, contrast across edges after over before (ideal 1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Equivalent number of looks of each date: 1 for single-look, about 4.4 for Sentinel-1 IW GRD. 0 estimates it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Equivalent number of looks of each date: 1 for single-look, about 4.4 for Sentinel-1 IW GRD. 0 estimates it. Too high a number gives false alarms.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Equivalent number of looks of the first date after filtering, estimated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Equivalent number of looks of the image before filtering. 0 estimates it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Equivalent number of looks of the images as they are: 1 for single-look, about 4.4 for Sentinel-1 IW GRD, more after despeckling. 0 estimates it from the images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Equivalent number of looks of the input, as given or estimated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Equivalent number of looks of the input: 1 for single-look, about 4.4 for Sentinel-1 IW GRD. 0 estimates it from the image. boxcar, median, frost do not need it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Equivalent number of looks, as given or estimated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Equivalent number of looks, as given or estimated; 0 where nothing needed it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Equivalent number of looks, by which edges are told from speckle.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Equivalent number of looks, of the band with the fewest</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Estimate the number of looks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Estimates the equivalent number of looks of each band, without a homogeneous area being marked: the most frequent mean squared over variance of 9 x 9 pixels. Speckle that is correlated between pixels, as in Sentinel-1 GRD, comes out a little higher than it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Evaluate a change map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Evaluate colours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Expected calibration error of the probability, 15 bins</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Explanation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Extent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>F1 at that threshold</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>F1: harmonic mean of precision and recall</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>False alarm rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>False alarms: unchanged, but called changed (pixels)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>False discovery rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Figures as JSON</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File layout</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter of the dates' mean (rabasar)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter of the ratios (rabasar)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find changes in a series of dates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Finds the ground of every pixel of a Sentinel-1 image on a terrain model, by orbit and timing: bands of latitude, longitude (degrees), height (metres above the ellipsoid) and incidence angle (degrees), and a mask of layover and shadow. The pixels are those of the calibrated image, or of a multilooked one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Finds what became darker or brighter between two radar images of the same place. The after image is brought onto the grid of the before image, so extents, resolutions and coordinate systems may differ. Both are despeckled, and the ratio of their intensities in decibel, smoothed, is the change strength: positive where the after image is brighter. Of several bands (polarisations) the strongest change counts. A threshold makes the classes 1 decrease, 2 no change, 3 increase; 0 is no data. Thresholds from the histogram (otsu, kittler_illingworth, generalised_gaussian) do not go below what a small share of unchanged speckle exceeds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First column in the input, from 0</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First row in the input, from 0</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fixed threshold (dB)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folder for one raster per date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folder that it is used from; empty once removed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folder with wheels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For a probability or the magnitude of a strength: what lies above is called changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For classes: their values, separated by commas. 1,3 are decrease and increase of aurorasar:detectchange.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For models that are told the looks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For the rule discovery: share of the pixels called changed that may be wrong.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For the threshold discovery: share of the pixels called changed that may be wrong, before small changes are dropped. Needs the filter boxcar or none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For the threshold false_alarm: share of unchanged pixels that may be called changed, before small changes are dropped. Needs the filter boxcar or none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For the threshold fixed. With the measure likelihood minus the decimal logarithm of the p-value.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For the threshold percentile: how much of the area to call changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Frees its space in the profile; what is loaded stays until QGIS closes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From a folder with wheels...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From a sample of {share:.0%} of the pixels; small changes are counted too.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From a wheel file...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From where pip fetches</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Further bands in files of their own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gain between the dates on unchanged ground in dB, of the first band</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Geocode (terrain correction)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Geocoded image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Geometry</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gets one GeoTIFF per date, named by the date.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Heights in metres, in any coordinate reference system, such as Copernicus GLO-30 or SRTM.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Heights of the terrain model count from</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Help</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Histogram of change strength</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hits: changed, and called so (pixels)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Homogeneity of the shuffled ratio image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Homogeneity, at that distance, of the ratio image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Homogeneous squares of 16 x 16 pixels found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How both images are averaged before the ratio is taken. none: not at all; boxcar: Boxcar (moving average); median: Median; lee: Lee; kuan: Kuan; enhanced_lee: Enhanced Lee; frost: Frost; enhanced_frost: Enhanced Frost; gamma_map: Gamma-MAP; refined_lee: Refined Lee (7 x 7); lee_sigma: Improved Lee sigma; learned: Learned (neural network); ppb: PPB (non-local).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How often each pixel changed (.tif); -1 no data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How often ppb repeats with its own result as a guide; 2 helps single-look images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How the pixels state backscatter. auto looks at units, band and file names, and values; the log says what it found.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How the pixels state backscatter; auto detects it and the log says what it found.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How the pixels state backscatter; auto finds it out for each raster.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How the pixels state backscatter; auto finds it out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How the significance is chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hysteresis (share of the threshold)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>IW1, IW2, IW3 and so on. Empty for products with a single one, such as GRD.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Image after filtering</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Image before filtering</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In any coordinate system; none means the whole raster.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the radar's grid: of Calibrate, or what was made of it on the same grid, or multilooked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In units of the CRS. Multilook first when it is much coarser than the image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Increase</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Increase from</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Increase from (dB)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Inside everything changed, outside nothing did; any coordinate reference system.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Install onnxruntime</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Installation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Intersection over union of the changed areas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It belongs to QGIS's own Python; nothing is in the QGIS profile.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It has been removed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Iterations of ppb</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps the ratios between the bands, as for polarimetric use: each pixel's weights come from all bands together. For lee, kuan, enhanced_lee, frost, enhanced_frost, refined_lee, ppb.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Largest value of the first output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layover and shadow</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learned filters need it. It is put into the QGIS profile; QGIS's own Python stays as it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Licence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Limits of your own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lines of the image in one row of the output.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lines of the image in one row of the table.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lists the models that come with AuroraSAR and those that you added, with what their cards say: task, bands, licence, measured quality and training data, whether they open, and what computes them. On request it first adds a model to your QGIS profile, or removes one from it. A model is an ONNX file with a card, a STAC Item with the MLM extension, beside it or inside it; one that is not what its card says is refused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Local incidence angle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Local mean of the ratio in dB (.tif): 0 where only speckle was taken away.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look-up table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look-up table of a radar image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looks of each band, such as 'VV 4.41; VH 4.52'</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looks of homogeneous squares after</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looks of homogeneous squares before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looks of the image before filtering</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lower and upper limit of each quantity, such as -22,0; -29,-7; 1,12. Empty means those of STRETCH.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>M-index, Gomez et al. 2017 (ideal 0)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Makes a colour picture of what the radar measured: two polarisations and their ratio or difference in red, green and blue, two dates over each other, one band through a ramp in which equal steps of decibel look equal, or hue from scattering (H/alpha, vegetation index) over grey. Nothing is invented: every colour can be traced back to the bands. The limits are fixed in decibel by default, so that mosaics match; they are in the metadata and the bands' names. The output has red, green, blue and alpha, 8 bits each. Despeckle first, or average, for calmer colours.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Makes classes and polygons of a map of change strength, as aurorasar:detectchange writes it, with one threshold for what became darker and another for what became brighter: 1 decrease, 2 no change, 3 increase, 0 no data. The Change explorer shows what thresholds do before they are applied.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Making the preview...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Map of errors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Map of local looks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Map of structure in the ratio image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mask border noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean intensity after filtering over before, in dB (radiometric bias)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean intensity after over before, dB (ideal 0)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean of the first band in dB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean of the first output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean of the ratio image (ideal 1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean squared over variance of 9 x 9 pixels (.tif): low on edges and texture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measure of change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measured quality</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Merge bursts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Method</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Misses: changed, but not called so (pixels)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Model to add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Model to remove</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models and runtime</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Moves the after image by the shift between the dates, which is measured to a fraction of a pixel and in the log in any case. It is resampled for that. One shift for the whole image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Multi-scale structural similarity, mean of bands and of windows spread over the picture (ideal 1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Multilook</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Multilooked image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No preview: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None chosen means all bands that both images have. Choose equally many for both, in the same order.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not in use. Learned filters need it; everything else works without it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of dates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of looks (0 = estimate)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of looks of the radar image (0 = estimate)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of models that cannot be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of polygons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of problems found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of the date at which the first change is seen, from 2 (.tif); 0 where nothing changed. The report and the log say which date has which number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Numbers of red, green and blue, such as 3,2,1. Empty means the first three.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Numbers of the bands to use in every raster, such as 1 or 1,2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Numbers of the bands, counted through the image and the further files, in the order in which the composite takes them: VV,VH or C11,C12_real,C12_imag,C22. For two dates one number, for both.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ONNX models (*.onnx)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Of a larger extent the middle is taken, at full resolution.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Of the test that all dates are equal (.tif).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One continuous image of the bursts of an SLC product, without doubled lines.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One polygon per connected change (.gpkg or .geojson).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One polygon per connected change with direction, area in hectares on the ellipsoid, mean change in dB and pixels (.gpkg or .geojson).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Orbit file (EOF)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Overall accuracy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Peak signal-to-noise ratio, dB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Per pixel: dB before, after and difference of each band, p-value, share of the neighbours that agree, distance to the threshold, and quality flags (.tif).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Picture of the series (REACTIV)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pixel size (0 means that of the image)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pixel size in units of the CRS</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pixels apart at which speckle is independent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pixels by which the after image lies further down, before any correction; 0 where not known</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pixels that became brighter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pixels that became darker</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Polarisations (none means all)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Polygons of a smaller area are left out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Positions in the image against exact geometry, pixels rms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Precision: share of the calls that are right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Problem</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Radar image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Radar images of one place in the order of their dates, or one image whose bands are the dates. Dates in file or band names (YYYYMMDD or YYYY-MM-DD) name the results.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Radar images of one place, at least two dates, in any order; or one image whose bands are the dates. Rasters of the same day and different polarisation (VV, VH in their names) become one date.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Radar to ground and back, pixels rms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Radarcode (map onto the radar's grid)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Radarcoded raster</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Range looks (columns)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Raster of the map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reads all models anew and compares them with their cards.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recall: share of the changes that are found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Red, green and blue.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Red, green, blue (.tif): hue tells when a pixel was brightest, saturation how much more it varied than speckle does, value how bright it was at most.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reduces speckle in a radar image, band by band, so both polarisations are done in one run. Filters work on linear intensity whatever the scale of the input; missing pixels stay missing and never spread. Each filter's line below says when to use which. The output lies on the grid of the input, as a cloud-optimised GeoTIFF.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reduces speckle in a series of radar images of the same place, using what the dates have in common: less speckle than from any single date at the same resolution. Give at least two rasters, one per date, or one raster whose bands are the dates. Dates on another grid are resampled onto that of the first. Pixels that are missing on a date stay missing there and leave the other dates as they are. quegan_yu keeps each date's local mean. rabasar filters the ratio of each date to the mean of all, which keeps more detail of the ground. The outputs are one raster with all dates as bands, a folder with one raster per date, or both.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reference picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reference polygons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reference raster</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove it instead</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove the gain between the dates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Removes the folder from the QGIS profile.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Removes what is weaker than thermal noise at the ends of the lines of GRD images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resampling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resampling that was used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rightly called unchanged (pixels)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows and columns at most (0 = all)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of the map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of the output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of the table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows that are averaged into one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Running...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs a model once on the middle of a radar image, to see whether the two fit, how fast it is here, and what numbers come out. Nothing is written. It can feed images in the scale that the model's card states, and the number of looks; a model that wants more is refused with a sentence.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs it on the middle of what the map shows, {most} x {most} pixels at most. What is measured from the image, such as looks and thresholds, is measured from that part and may differ from the whole's.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs the model once on the middle of the layer; nothing is written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Same weights in all bands</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Samples of the image in one column of the output.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Samples of the image in one column of the table.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Says what AuroraSAR runs on: versions of QGIS, Python and the libraries, the machine, onnxruntime with its devices, the models with their licences and whether their checksums are right, and which folders can be written to. Paste the text into an issue when something does not work. It reads no image and sends nothing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scale of the after image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scale of the before image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scale of the image after</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scale of the image before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scale of the input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scale of the inputs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scale of the output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scale of the radar image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Second date (for change)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sentinel-1 product</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Separated by commas, such as 255 or 1,3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Separated by commas, such as VV,VH. All of them if none is named.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of layover among the pixels on the terrain model, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of layover among them, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of layover on the terrain inside the image, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of pixels beyond the limits, of the quantity of which most are, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of pixels on an edge of the colours, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of pixels that were compared, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of pixels with structure left in the ratio image (0.005 by chance if uncorrelated)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of shadow among them, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of shadow there, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the edges' squared contrast at such pixels, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the first output that is finite, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the pixels that lie on the terrain model, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the pixels that were compared</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the pixels that were read, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the pixels with at least two valid dates, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the unchanged pixels that each test may call changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the valid pixels in which nothing but noise was left, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the valid pixels that changed at least once, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of these that have no edge in the radar image, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of valid pixels, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shifts the change strength so that unchanged ground lies at 0 dB. For images that are not calibrated, or from different products. Not advisable where most of the area changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Side of the square window in pixels, an odd number from 3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Side of the square window in pixels, an odd number from 3. Larger windows smooth more and blur more. refined_lee, learned, ppb have windows of their own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Side of the square window of the local means, and of the filters that have one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Side of the square window over which intensity and C2 are averaged first: less speckle, less detail.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Signed, in dB; of the first band.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Significance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Significance of each test, as given or as the false discovery rate asks for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Significance per date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Size of the folder in megabytes; 0 once removed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Slant range against the product's geolocation grid, mm rms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Smallest change (pixels)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Smallest polygon (hectares)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Smallest value of the first output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Smoothing of the log-ratio (pixels)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Speckle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Speckle filter quality</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Spectral angle, mean, degrees (ideal 0)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Speed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Standard deviation of the Gaussian window of the measure smoothed_log_ratio. Smaller keeps smaller changes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Standard error of the shift in pixels; 0 where it is not known</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>State</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stretch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Structural similarity, Wang et al. 2004, mean of the bands (ideal 1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Subtract thermal noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Swath (of SLC products)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Table of dates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Task</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tells where and when the backscatter changed in a series of radar images of one place, how often, and in which direction, by the sequential omnibus likelihood-ratio test (Conradsen et al. 2016). Give one raster per date with one or more polarisations, one raster per date and polarisation, or one raster whose bands are the dates. The images should not be despeckled, and the looks should be right: then the false alarm rate is the significance that is asked for. Dates are put in order of time, which is taken from metadata, file or band names, or a table, and are brought onto the grid of the first raster given. Missing pixels are passed over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Terrain model (DEM)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The band of the map to judge.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The band that holds the truth.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The band to compare, of both images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The bands to average. All of them if none is chosen.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The bands to bring over. All of them if none is chosen.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The bands to filter, such as VV and VH. All of them if none is chosen.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The bands to geocode. All of them if none is chosen.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The bands to measure. All of them if none is chosen.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The date at which most changes are seen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The earlier date. Its grid is the grid of the outputs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The image of the second date, for composites of two dates. It may lie on another grid.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The later date. It is resampled where its grid differs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The learned filter needs the library onnxruntime; everything else works without it. This puts the one version that was tested with this Python into a folder of the QGIS profile and uses it at once, without a restart and without administrator rights. QGIS's own Python stays as it is. pip fetches it, from where pip is set up to fetch; without a network give a wheel file or a folder that holds one. Its checksum is checked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The limits, as LIMITS of other scenes takes them</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The model has been added.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The model has been removed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The models and their cards, as JSON</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The name of a model that was added. Those that come with AuroraSAR stay.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The name of a model, as 'Models' (aurorasar:models) lists it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The outcome in words</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The preview shows the middle of the map.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The radar image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run failed without saying why: see the log.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same as a page (.html).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same for programs (.json).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same image after a speckle filter, on the same grid.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same of the last change (.tif).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same share of places taken at random, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same to the right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The speckle filter for the ratio of each date to the mean of all: boxcar, median, lee, kuan, enhanced_lee, frost, enhanced_frost, gamma_map, refined_lee, lee_sigma, learned, ppb. See aurorasar:despeckle for when to use which.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The truth as a raster; on another grid it is resampled. Choose this or polygons.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The value of full brightness. 0 means 255 of 8-bit pictures; others need it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The zip as downloaded, the manifest.safe in an unpacked SAFE folder, or that folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Their area in hectares on the ellipsoid; 0 where there is no CRS</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no algorithm {name}: is its plugin enabled?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Threshold</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Threshold of the highest F1 on this reference</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Threshold on the magnitude of the change strength, in dB (likelihood: -log10 of the p-value)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tiles that agree on the shift; 0 means that it cannot be told</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time of the run in seconds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tools</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try a model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turns the digital numbers of a Sentinel-1 GRD or SLC product (SAFE folder or zip as downloaded) into backscatter, one band per polarisation: thermal noise is subtracted, border noise masked, bursts are merged. The result lies in the radar's own grid and carries ground control points, so that QGIS can place it; geocode it for maps.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>VH where the image is VV alone; the other elements of C2 (C12_real, C12_imag, C22) where it is C11. Bands are recognised by the names of bands and files.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Valid pixels of the whole raster, estimated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Value of white in the picture (0 = 8 bit)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Value of white in the reference (0 = 8 bit)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Values of the reference that are change (empty means all but 0)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Variance of the ratio image times looks (ideal 1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Version in use; empty once removed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Version {version} in {place}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What computed it, in the words of onnxruntime</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What little speckle the mean of all dates has goes into every result; this takes it away first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What makes the strength. smoothed_log_ratio: Log-ratio, smoothed by a Gaussian window; log_ratio: Log-ratio; mean_ratio: Mean-ratio: the log-ratio, with thresholds found on one minus the amplitudes' ratio; likelihood: Likelihood ratio of all bands together, as -log10 of the p-value. likelihood needs the filter boxcar or none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the bands are</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the colours should be, such as a Sentinel-2 image. It may lie on another grid.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the map holds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the picture was made from. It may lie on another grid.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What theory gives on homogeneous ground with independent dates; 0 for rabasar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What this panel does, in the browser.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What to do</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What was found, as plain text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wheel file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wheel of onnxruntime</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wheels (*.whl)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>When to use which. boxcar (Boxcar (moving average)): homogeneous ground and statistics; blurs edges. median (Median): removing outliers; darkens, so not for measuring backscatter. lee (Lee): a fast all-rounder that keeps edges and points, and speckle beside them. kuan (Kuan): as Lee, a little smoother with few looks. enhanced_lee (Enhanced Lee): as Lee, with bright targets untouched. frost (Frost): textured ground; the number of looks need not be known. enhanced_frost (Enhanced Frost): as Frost, with homogeneous ground averaged fully and bright targets untouched. gamma_map (Gamma-MAP): forest and other textured ground. refined_lee (Refined Lee (7 x 7)): fields, roads and coasts: smooths along edges, not across them. lee_sigma (Improved Lee sigma): towns and ships: keeps point targets, averages only pixels that are alike. learned (Learned (neural network)): the smoothest ground with the sharpest edges; 1 to 64 looks, needs onnxruntime. ppb (PPB (non-local)): fine structure with few looks, when time does not matter.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where change starts. otsu: Otsu; kittler_illingworth: Kittler-Illingworth (minimum error); generalised_gaussian: Kittler-Illingworth with generalised Gaussians; percentile: Percentile (changed share of the area); false_alarm: False alarm rate (from the speckle statistics); discovery: False discovery rate (Benjamini-Hochberg); fixed: Fixed (dB).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Window (pixels, odd)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With as many bands as the model takes, and at least 256 x 256 pixels where it leaves that free.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write classes and polygons with these thresholds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>auto: nearest for integers, which are taken as classes, else bilinear. average: mean over the radar pixel, for maps that are finer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>auto: what the model's CRS says, else the geoid EGM96. ellipsoid: WGS 84. egm2008 is that of Copernicus GLO-30 and needs a grid of PROJ (cdn.proj.org).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bands: the bands are intensities, such as VV and VH, and are taken as independent; covariance: the bands are a covariance matrix: C11, Re C12, Im C12, C22, or the nine of a 3 x 3 matrix.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bilinear: 2 x 2 pixels. cubic: 4 x 4 pixels, sharper. nearest: keeps values as they are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cannot be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>classes: a map of classes, of which some are change; probability: a probability of change from 0 to 1; strength: a signed strength of change, of which the magnitude counts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cog: cloud-optimised GeoTIFF, tiled, compressed, with overviews. plain: uncompressed GeoTIFF, the fastest to write.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cog: cloud-optimised GeoTIFF. plain: uncompressed GeoTIFF, the fastest to write.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cog: cloud-optimised GeoTIFF. plain: uncompressed GeoTIFF.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>fixed: the same limits in dB for every scene, so that mosaics match; scene: limits from percentiles of the whole raster. Quantities with a physical range keep that.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>intensity: linear, for further processing. decibel: for looking at.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>low and step in dB, and counts, as JSON</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>needs onnxruntime</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>onnxruntime {version} is in use.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>p-value of no change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>qgis_process command</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>quegan_yu: Quegan and Yu 2001, all dates with the same weight; quegan_yu_optimal: Quegan and Yu 2001 with optimal weights, for dates that are correlated or of different looks; rabasar: RABASAR (Zhao et al. 2019): the ratio of each date to the mean of all is filtered.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ratio: red VV, green VH, blue VV/VH; difference: red VV, green VH, blue VV - VH; normalised_difference: red VV, green VH, blue (VV - VH) / (VV + VH); change: red before, green and blue after: darker became red, brighter became cyan; change_over_grey: the log-ratio of two dates in colour (blue darker, orange brighter) over their grey mean; grey: one band through the ramp 'grey', equal steps in dB look equal; lake: one band through the ramp 'lake', equal steps in dB look equal; ember: one band through the ramp 'ember', equal steps in dB look equal; h_alpha: C2: hue from mean alpha (blue 0, green 30, yellow 45, red 60 degrees and more), colourfulness 1 - entropy, lightness c11 + c22; dprvi: C2: hue from DpRVI (ochre bare, green to teal vegetated), lightness c11 + c22; theta_intensities: intensities alone: hue from theta_c (blue 42 degrees surface, green 20 degrees vegetation), lightness VV; dprvi_intensities: intensities alone: hue from DpRVIc (ochre bare, green to teal vegetated), lightness VV.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>same keeps the scale of the first date.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>same keeps the scale of the input.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>sigma0: per area of the ground. beta0: in the slant plane. gamma0: across the look direction.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>significance: each test is made at the given level of significance; discovery: the level is chosen so that the given share of the pixels called changed may be wrong (Benjamini and Hochberg 1995).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{megabytes:.0f} MB in the QGIS profile</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}: {share:.2%}, {hectares:,.1f} ha, {pixels:,.0f} pixels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}: {share:.2%}, {pixels:,.0f} pixels</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
