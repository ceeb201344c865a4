<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AuroraSAR</name>
  <message>
   <source>&amp;Add...</source>
   <translation>&amp;Hinzufügen...</translation>
  </message>
  <message>
   <source>&amp;Apply</source>
   <translation>&amp;Anwenden</translation>
  </message>
  <message>
   <source>&amp;Before</source>
   <translation>&amp;Vorher</translation>
  </message>
  <message>
   <source>&amp;Check all</source>
   <translation>Alle &amp;prüfen</translation>
  </message>
  <message>
   <source>&amp;Install</source>
   <translation>&amp;Installieren</translation>
  </message>
  <message>
   <source>&amp;Pick a place on the map</source>
   <translation>Ort auf der Karte &amp;wählen</translation>
  </message>
  <message>
   <source>&amp;Preview on the map</source>
   <translation>&amp;Vorschau auf der Karte</translation>
  </message>
  <message>
   <source>&amp;Remove</source>
   <translation>&amp;Entfernen</translation>
  </message>
  <message>
   <source>&amp;Run</source>
   <translation>&amp;Starten</translation>
  </message>
  <message>
   <source>&amp;Swipe, right of the line:</source>
   <translation>&amp;Wischen, rechts der Linie:</translation>
  </message>
  <message>
   <source>&amp;Try on layer</source>
   <translation>Am Layer er&amp;proben</translation>
  </message>
  <message>
   <source>'{name}' needs a value.</source>
   <translation>'{name}' braucht einen Wert.</translation>
  </message>
  <message>
   <source>0 to 1, a GeoTIFF (.tif).</source>
   <translation>0 bis 1, ein GeoTIFF (.tif).</translation>
  </message>
  <message>
   <source>1 change, 2 no change, 3 both, 4 neither, 0 no data (.tif).</source>
   <translation>1 Änderung, 2 keine Änderung, 3 beides, 4 keines von beiden, 0 keine Daten (.tif).</translation>
  </message>
  <message>
   <source>1 hit, 2 false alarm, 3 miss, 4 rightly unchanged, 0 not compared (.tif).</source>
   <translation>1 Treffer, 2 falscher Alarm, 3 übersehen, 4 zu Recht unverändert, 0 nicht verglichen (.tif).</translation>
  </message>
  <message>
   <source>1 if the phase of flat earth and topography was removed, else 0</source>
   <translation>1, wenn die Phase von ebener Erde und Topographie entfernt wurde, sonst 0</translation>
  </message>
  <message>
   <source>1 seen, 2 layover, 3 shadow, 4 both, 0 no terrain.</source>
   <translation>1 gesehen, 2 Layover, 3 Schatten, 4 beides, 0 kein Gelände.</translation>
  </message>
  <message>
   <source>1 seen, 2 layover, 3 shadow, 4 both, 0 outside of image or terrain.</source>
   <translation>1 gesehen, 2 Layover, 3 Schatten, 4 beides, 0 außerhalb von Bild oder Gelände.</translation>
  </message>
  <message>
   <source>1 where the table was in the cache, else 0</source>
   <translation>1, wo die Tabelle im Zwischenspeicher lag, sonst 0</translation>
  </message>
  <message>
   <source>A CSV file with lines such as 'scene.tif,2024-03-01', for a series that does not tell its dates.</source>
   <translation>Eine CSV-Datei mit Zeilen wie 'scene.tif,2024-03-01', für eine Zeitreihe, die ihre Tage nicht angibt.</translation>
  </message>
  <message>
   <source>A CSV file with lines such as 'scene.tif,2024-03-01', for rasters or bands that do not tell their date.</source>
   <translation>Eine CSV-Datei mit Zeilen wie 'scene.tif,2024-03-01', für Raster oder Bänder, die ihr Datum nicht verraten.</translation>
  </message>
  <message>
   <source>A GeoPackage (.gpkg) or GeoJSON file.</source>
   <translation>Ein GeoPackage (.gpkg) oder eine GeoJSON-Datei.</translation>
  </message>
  <message>
   <source>A GeoTIFF (.tif) with the dates as band names.</source>
   <translation>Ein GeoTIFF (.tif) mit den Daten der Aufnahmen als Bandnamen.</translation>
  </message>
  <message>
   <source>A GeoTIFF (.tif), complex for single-look complex products.</source>
   <translation>Ein GeoTIFF (.tif), komplex bei komplexen Produkten (Single Look).</translation>
  </message>
  <message>
   <source>A GeoTIFF (.tif).</source>
   <translation>Ein GeoTIFF (.tif).</translation>
  </message>
  <message>
   <source>A GeoTIFF (.tif): red, green, blue, alpha, and confidence in percent.</source>
   <translation>Ein GeoTIFF (.tif): Rot, Grün, Blau, Alpha und Vertrauen in Prozent.</translation>
  </message>
  <message>
   <source>A band per date from the second: direction of the change that is seen there (.tif).</source>
   <translation>Ein Band je Aufnahme ab der zweiten: Richtung der Änderung, die dort zu sehen ist (.tif).</translation>
  </message>
  <message>
   <source>A band per date from the second: p-value that it equals the dates before it since the last change (.tif). Takes several times as long.</source>
   <translation>Ein Band je Aufnahme ab der zweiten: p-Wert dafür, dass sie den Aufnahmen seit der letzten Änderung gleicht (.tif). Dauert mehrmals so lange.</translation>
  </message>
  <message>
   <source>A file onnxruntime-....whl for this Python and system, for machines without a network.</source>
   <translation>Eine Datei onnxruntime-....whl für dieses Python und System, für Rechner ohne Netz.</translation>
  </message>
  <message>
   <source>A folder for the chips and index.json.</source>
   <translation>Ein Ordner für die Ausschnitte und index.json.</translation>
  </message>
  <message>
   <source>A folder in which tables are kept: the next run with the same annotation, orbit, heights and grid copies its table from there. What it holds may be deleted at any time.</source>
   <translation>Ein Ordner, in dem Tabellen aufgehoben werden: Der nächste Lauf mit denselben Annotationen, derselben Bahn, denselben Höhen und demselben Gitter kopiert seine Tabelle von dort. Sein Inhalt darf jederzeit gelöscht werden.</translation>
  </message>
  <message>
   <source>A folder with wheels, of which the one that fits is taken; for machines without a network.</source>
   <translation>Ein Ordner mit Wheels, von denen das passende genommen wird; für Rechner ohne Netz.</translation>
  </message>
  <message>
   <source>A page on how well the geometry meets the product's own grid, and itself on the way to the ground and back.</source>
   <translation>Eine Seite darüber, wie gut die Geometrie das eigene Gitter des Produkts trifft, und sich selbst auf dem Weg zum Boden und zurück.</translation>
  </message>
  <message>
   <source>A page with all cards (.html).</source>
   <translation>Eine Seite mit allen Modellkarten (.html).</translation>
  </message>
  <message>
   <source>A page with all figures and curves (.html).</source>
   <translation>Eine Seite mit allen Zahlen und Kurven (.html).</translation>
  </message>
  <message>
   <source>A page with all figures and pictures (.html).</source>
   <translation>Eine Seite mit allen Zahlen und Bildern (.html).</translation>
  </message>
  <message>
   <source>A page with all figures, the histogram of the ratio and pictures (.html).</source>
   <translation>Eine Seite mit allen Zahlen, dem Histogramm des Quotienten und Bildern (.html).</translation>
  </message>
  <message>
   <source>A page with pictures and plots (.html).</source>
   <translation>Eine Seite mit Bildern und Kurven (.html).</translation>
  </message>
  <message>
   <source>A page with the changes over time and the numbers of the dates (.html).</source>
   <translation>Eine Seite mit den Änderungen im Lauf der Zeit und den Nummern der Aufnahmen (.html).</translation>
  </message>
  <message>
   <source>A page with the histogram, the threshold, areas and all parameters (.html).</source>
   <translation>Eine Seite mit Histogramm, Schwellwert, Flächen und allen Parametern (.html).</translation>
  </message>
  <message>
   <source>A point, in any coordinate system: x,y [EPSG:code]. The pixel of the before image it lies in counts.</source>
   <translation>Ein Punkt in einem beliebigen Koordinatensystem: x,y [EPSG:code]. Es zählt das Pixel des Bildes vorher, in dem er liegt.</translation>
  </message>
  <message>
   <source>A precise or restituted orbit of the product's satellite and time, instead of the annotated one.</source>
   <translation>Ein präziser oder restituierter Orbit des Satelliten zur Zeit des Produkts, an Stelle des annotierten.</translation>
  </message>
  <message>
   <source>A raster in that product's grid, such as its calibrated image. Empty: the product's own pixels.</source>
   <translation>Ein Raster im Gitter dieses Produkts, etwa sein kalibriertes Bild. Leer: die eigenen Pixel des Produkts.</translation>
  </message>
  <message>
   <source>A terminal knows no selected features: save them as a layer of their own.</source>
   <translation>Ein Terminal kennt keine Objektauswahl: speichern Sie sie als eigenen Layer.</translation>
  </message>
  <message>
   <source>A&amp;fter</source>
   <translation>Na&amp;chher</translation>
  </message>
  <message>
   <source>Accept</source>
   <translation>Annehmen</translation>
  </message>
  <message>
   <source>Accepted</source>
   <translation>Angenommen</translation>
  </message>
  <message>
   <source>Accepted, rejected or relabelled</source>
   <translation>Angenommen, abgelehnt oder umbenannt</translation>
  </message>
  <message>
   <source>Accuracy report</source>
   <translation>Genauigkeitsbericht</translation>
  </message>
  <message>
   <source>After</source>
   <translation>Nachher</translation>
  </message>
  <message>
   <source>After image</source>
   <translation>Nachher-Bild</translation>
  </message>
  <message>
   <source>All dates in one raster</source>
   <translation>Alle Aufnahmen in einem Raster</translation>
  </message>
  <message>
   <source>All touched pixels</source>
   <translation>Alle berührten Pixel</translation>
  </message>
  <message>
   <source>Amplitude, intensity or decibel, calibrated or not, in map or radar coordinates.</source>
   <translation>Amplitude, Intensität oder Dezibel, kalibriert oder nicht, in Karten- oder Radarkoordinaten.</translation>
  </message>
  <message>
   <source>Amplitude, intensity or decibel, not filtered yet.</source>
   <translation>Amplitude, Intensität oder Dezibel, noch nicht gefiltert.</translation>
  </message>
  <message>
   <source>Amplitude, intensity or decibel, or single-look complex.</source>
   <translation>Amplitude, Intensität oder Dezibel, oder komplex (Single Look).</translation>
  </message>
  <message>
   <source>Amplitude, intensity or decibel; for two dates the first. The output lies on its grid.</source>
   <translation>Amplitude, Intensität oder Dezibel; bei zwei Aufnahmen die erste. Die Ausgabe liegt auf ihrem Gitter.</translation>
  </message>
  <message>
   <source>An ONNX change model of your own, with its card (NAME.json) beside it. Empty: the one that comes with AuroraSAR.</source>
   <translation>Ein eigenes ONNX-Modell für Änderungen, mit seiner Modellkarte (NAME.json) daneben. Leer: das mit AuroraSAR gelieferte.</translation>
  </message>
  <message>
   <source>An ONNX file NAME.onnx, with its card NAME.json beside it or inside it. Both are copied.</source>
   <translation>Eine ONNX-Datei NAME.onnx, mit ihrer Modellkarte NAME.json daneben oder darin. Beides wird kopiert.</translation>
  </message>
  <message>
   <source>An ONNX file with its card, NAME.onnx and NAME.json, instead of MODEL.</source>
   <translation>Eine ONNX-Datei mit ihrer Modellkarte, NAME.onnx und NAME.json, anstelle von MODEL.</translation>
  </message>
  <message>
   <source>Any raster with a coordinate reference system of the ground.</source>
   <translation>Jedes Raster mit einem Koordinatenbezugssystem des Bodens.</translation>
  </message>
  <message>
   <source>Any raster, complex ones too.</source>
   <translation>Jedes Raster, auch komplexe.</translation>
  </message>
  <message>
   <source>Any. Empty means the UTM zone of the image.</source>
   <translation>Beliebig. Leer bedeutet die UTM-Zone des Bildes.</translation>
  </message>
  <message>
   <source>Area that became brighter, in hectares on the ellipsoid</source>
   <translation>Fläche, die heller wurde, in Hektar auf dem Ellipsoid</translation>
  </message>
  <message>
   <source>Area that became darker, in hectares on the ellipsoid</source>
   <translation>Fläche, die dunkler wurde, in Hektar auf dem Ellipsoid</translation>
  </message>
  <message>
   <source>Area that changed at least once, in hectares on the ellipsoid</source>
   <translation>Fläche, die sich mindestens einmal änderte, in Hektar auf dem Ellipsoid</translation>
  </message>
  <message>
   <source>Area under the ROC curve</source>
   <translation>Fläche unter der ROC-Kurve</translation>
  </message>
  <message>
   <source>Around the polygons nothing changed</source>
   <translation>Um die Polygone hat sich nichts geändert</translation>
  </message>
  <message>
   <source>As 'Detect change between two dates' made it of these images.</source>
   <translation>Wie sie das Finden von Änderungen zwischen zwei Aufnahmen aus diesen Bildern gemacht hat.</translation>
  </message>
  <message>
   <source>As 'Detect change between two dates' made it of these images; optional.</source>
   <translation>Wie sie das Finden von Änderungen zwischen zwei Aufnahmen aus diesen Bildern gemacht hat; freiwillig.</translation>
  </message>
  <message>
   <source>As in 'Detect change between two dates'.</source>
   <translation>Wie beim Finden von Änderungen zwischen zwei Aufnahmen.</translation>
  </message>
  <message>
   <source>Attribute</source>
   <translation>Attribut</translation>
  </message>
  <message>
   <source>Average precision</source>
   <translation>Mittlere Genauigkeit (average precision)</translation>
  </message>
  <message>
   <source>Averages the intensity of blocks of azimuth x range pixels (rows x columns) into one pixel each: less speckle, coarser pixels. Georeference and ground control points follow. Single-look complex images are detected when the scale is set to amplitude. Rows and columns that fill no whole block at the lower and right border are dropped.</source>
   <translation>Mittelt die Intensität von Blöcken aus Azimut x Entfernung Pixeln (Zeilen x Spalten) zu je einem Pixel: weniger Speckle, gröbere Pixel. Georeferenz und Passpunkte werden mitgeführt. Komplexe Bilder werden detektiert, wenn die Skala auf amplitude gestellt ist. Zeilen und Spalten, die am unteren und rechten Rand keinen ganzen Block füllen, fallen weg.</translation>
  </message>
  <message>
   <source>Averaging (pixels, odd; 1 = none)</source>
   <translation>Mittelung (Pixel, ungerade; 1 = keine)</translation>
  </message>
  <message>
   <source>Azimuth looks (rows)</source>
   <translation>Looks im Azimut (Zeilen)</translation>
  </message>
  <message>
   <source>Backscatter</source>
   <translation>Rückstreuung</translation>
  </message>
  <message>
   <source>Backscatter is calibrated</source>
   <translation>Die Rückstreuung ist kalibriert</translation>
  </message>
  <message>
   <source>Band</source>
   <translation>Band</translation>
  </message>
  <message>
   <source>Band 1 of the last, band 2 of the first change (.tif): 1 decrease, 2 none, 3 increase, 4 mixed; 0 no data.</source>
   <translation>Band 1 der letzten, Band 2 der ersten Änderung (.tif): 1 Abnahme, 2 keine, 3 Zunahme, 4 gemischt; 0 keine Daten.</translation>
  </message>
  <message>
   <source>Band of change, or bands of decrease and increase</source>
   <translation>Band der Änderung, oder Bänder der Abnahme und der Zunahme</translation>
  </message>
  <message>
   <source>Band of the reference raster</source>
   <translation>Band des Referenzrasters</translation>
  </message>
  <message>
   <source>Bands</source>
   <translation>Bänder</translation>
  </message>
  <message>
   <source>Bands (empty means all)</source>
   <translation>Bänder (leer bedeutet alle)</translation>
  </message>
  <message>
   <source>Bands (empty means by name)</source>
   <translation>Bänder (leer bedeutet nach Namen)</translation>
  </message>
  <message>
   <source>Bands (none means all)</source>
   <translation>Bänder (keines bedeutet alle)</translation>
  </message>
  <message>
   <source>Bands of the after image</source>
   <translation>Bänder des Nachher-Bildes</translation>
  </message>
  <message>
   <source>Bands of the before image</source>
   <translation>Bänder des Vorher-Bildes</translation>
  </message>
  <message>
   <source>Bands of the picture</source>
   <translation>Bänder des Farbbildes</translation>
  </message>
  <message>
   <source>Bands of the reference</source>
   <translation>Bänder der Referenz</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>Vorher</translation>
  </message>
  <message>
   <source>Before and after are the same layer: choose two dates.</source>
   <translation>Vorher und Nachher sind derselbe Layer: wählen Sie zwei Zeitpunkte.</translation>
  </message>
  <message>
   <source>Before image</source>
   <translation>Vorher-Bild</translation>
  </message>
  <message>
   <source>Below it colours fade towards the grey radar image, and at a confidence of zero only that is left.</source>
   <translation>Darunter verblassen die Farben zum grauen Radarbild, und bei einem Vertrauen von null bleibt nur dieses.</translation>
  </message>
  <message>
   <source>Brighter by more than this is an increase.</source>
   <translation>Um mehr als dies heller ist eine Zunahme.</translation>
  </message>
  <message>
   <source>Brings a radar image in the grid of a Sentinel-1 product, such as a calibrated or despeckled one, onto a map: each map pixel is looked up in the image by orbit, timing and the terrain's height. Values are resampled as linear intensity, and averaged first where the map is coarser. Optionally the brightness of slopes is taken out (terrain-flattened gamma0), and a mask of layover and shadow, the local incidence angle and a simulated image are written.</source>
   <translation>Bringt ein Radarbild im Gitter eines Sentinel-1-Produkts, etwa ein kalibriertes oder entspeckeltes, auf eine Karte: Jedes Kartenpixel wird über Bahn, Zeiten und Geländehöhe im Bild gefunden. Die Werte werden als lineare Intensität interpoliert und vorher gemittelt, wo die Karte gröber ist. Auf Wunsch wird die Helligkeit der Hänge herausgerechnet (geländekorrigiertes gamma0), und eine Maske von Überlagerung und Schatten, der lokale Einfallswinkel und ein simuliertes Bild werden geschrieben.</translation>
  </message>
  <message>
   <source>Brings any raster with a coordinate reference system, such as land cover, heights or another image, into the grid of a Sentinel-1 image: the ground of each radar pixel is found on a terrain model by orbit and timing, and the raster is read there. The pixels are those of the calibrated image, or of a multilooked one; ground control points go along so that QGIS can place the result.</source>
   <translation>Bringt ein Raster mit Koordinatenbezugssystem, etwa Landbedeckung, Höhen oder ein anderes Bild, in das Gitter eines Sentinel-1-Bildes: der Boden jedes Radarpixels wird über Orbit und Zeitmarken auf einem Geländemodell gefunden, und dort wird das Raster gelesen. Die Pixel sind die des kalibrierten Bildes oder eines durch Multilooking verkleinerten; Passpunkte gehen mit, damit QGIS das Ergebnis platzieren kann.</translation>
  </message>
  <message>
   <source>By correlation of amplitudes in tiles; corrected only where it is significant.</source>
   <translation>Durch Korrelation der Amplituden in Kacheln; nur korrigiert, wo er signifikant ist.</translation>
  </message>
  <message>
   <source>By the annotated range and azimuth profiles, of both forms that products have.</source>
   <translation>Nach den annotierten Profilen in Entfernung und Azimut, in beiden Formen, die Produkte haben.</translation>
  </message>
  <message>
   <source>CRS of the map</source>
   <translation>KBS der Karte</translation>
  </message>
  <message>
   <source>Cache of tables</source>
   <translation>Zwischenspeicher für Tabellen</translation>
  </message>
  <message>
   <source>Calibrate a Sentinel-1 product</source>
   <translation>Sentinel-1-Produkt kalibrieren</translation>
  </message>
  <message>
   <source>Calibrated image</source>
   <translation>Kalibriertes Bild</translation>
  </message>
  <message>
   <source>Can compute on: {names}</source>
   <translation>Kann rechnen auf: {names}</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Cancelled.</source>
   <translation>Abgebrochen.</translation>
  </message>
  <message>
   <source>Cancelled; no output was written.</source>
   <translation>Abgebrochen; es wurde nichts geschrieben.</translation>
  </message>
  <message>
   <source>Cancelled; nothing was changed.</source>
   <translation>Abgebrochen; es wurde nichts geändert.</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Änderung</translation>
  </message>
  <message>
   <source>Change classes</source>
   <translation>Änderungsklassen</translation>
  </message>
  <message>
   <source>Change explorer</source>
   <translation>Änderungs-Explorer</translation>
  </message>
  <message>
   <source>Change map</source>
   <translation>Änderungskarte</translation>
  </message>
  <message>
   <source>Change polygons</source>
   <translation>Änderungspolygone</translation>
  </message>
  <message>
   <source>Change strength</source>
   <translation>Änderungsstärke</translation>
  </message>
  <message>
   <source>Change strength (dB)</source>
   <translation>Änderungsstärke (dB)</translation>
  </message>
  <message>
   <source>Changed pixels of known truth</source>
   <translation>Veränderte Pixel, deren Wahrheit bekannt ist</translation>
  </message>
  <message>
   <source>Changed share (percent)</source>
   <translation>Geänderter Anteil (Prozent)</translation>
  </message>
  <message>
   <source>Changed share of the valid area, 0 to 1</source>
   <translation>Geänderter Anteil der gültigen Fläche, 0 bis 1</translation>
  </message>
  <message>
   <source>Changes grow, by up to 20 pixels, into connected pixels of the same sign above this share of the threshold. 1: they do not.</source>
   <translation>Änderungen wachsen um bis zu 20 Pixel in verbundene Pixel desselben Vorzeichens hinein, die über diesem Anteil des Schwellwerts liegen. 1: gar nicht.</translation>
  </message>
  <message>
   <source>Check this installation</source>
   <translation>Installation prüfen</translation>
  </message>
  <message>
   <source>Chips</source>
   <translation>Ausschnitte</translation>
  </message>
  <message>
   <source>Chips (pixels)</source>
   <translation>Ausschnitte (Pixel)</translation>
  </message>
  <message>
   <source>Chips that were written</source>
   <translation>Geschriebene Ausschnitte</translation>
  </message>
  <message>
   <source>Choose a change strength first.</source>
   <translation>Wählen Sie zuerst eine Änderungsstärke.</translation>
  </message>
  <message>
   <source>Choose a change strength in dB, as 'Detect change between two dates' writes it.</source>
   <translation>Wählen Sie eine Änderungsstärke in dB, wie 'Änderung zwischen zwei Aufnahmen finden' sie schreibt.</translation>
  </message>
  <message>
   <source>Choose a model in the list, and a raster layer.</source>
   <translation>Wählen Sie ein Modell in der Liste und einen Rasterlayer.</translation>
  </message>
  <message>
   <source>Choose change polygons in a GeoPackage, as 'Detect change between two dates' writes them.</source>
   <translation>Wählen Sie Änderungspolygone in einem GeoPackage, wie sie das Finden von Änderungen zwischen zwei Aufnahmen schreibt.</translation>
  </message>
  <message>
   <source>Choose the before and the after image first.</source>
   <translation>Wählen Sie zuerst das Bild vorher und das Bild nachher.</translation>
  </message>
  <message>
   <source>Choose two dates, then pick a place.</source>
   <translation>Wählen Sie zwei Aufnahmen, dann einen Ort.</translation>
  </message>
  <message>
   <source>Classes and their texts, as JSON</source>
   <translation>Klassen und ihre Texte, als JSON</translation>
  </message>
  <message>
   <source>Classes that are change</source>
   <translation>Klassen, die Änderung sind</translation>
  </message>
  <message>
   <source>Classes, probability or strength.</source>
   <translation>Klassen, Wahrscheinlichkeit oder Stärke.</translation>
  </message>
  <message>
   <source>Classify change strength</source>
   <translation>Änderungsstärke klassifizieren</translation>
  </message>
  <message>
   <source>Click on the map.</source>
   <translation>Klicken Sie auf die Karte.</translation>
  </message>
  <message>
   <source>Cohen's kappa: agreement beyond chance</source>
   <translation>Cohens Kappa: Übereinstimmung über den Zufall hinaus</translation>
  </message>
  <message>
   <source>Coherence</source>
   <translation>Kohärenz</translation>
  </message>
  <message>
   <source>Coherence of two radar images</source>
   <translation>Kohärenz zweier Radarbilder</translation>
  </message>
  <message>
   <source>Colorize (generated colour)</source>
   <translation>Einfärben (erzeugte Farben)</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Colour composite</source>
   <translation>Farbkomposit</translation>
  </message>
  <message>
   <source>Colour difference CIEDE2000, mean (1 can just be seen)</source>
   <translation>Farbabstand CIEDE2000, Mittel (1 ist gerade zu sehen)</translation>
  </message>
  <message>
   <source>Colour picture</source>
   <translation>Farbbild</translation>
  </message>
  <message>
   <source>Column of the labels</source>
   <translation>Spalte der Beschriftungen</translation>
  </message>
  <message>
   <source>Columns</source>
   <translation>Spalten</translation>
  </message>
  <message>
   <source>Columns of the image</source>
   <translation>Spalten des Bildes</translation>
  </message>
  <message>
   <source>Columns of the map</source>
   <translation>Spalten der Karte</translation>
  </message>
  <message>
   <source>Columns of the output</source>
   <translation>Spalten der Ausgabe</translation>
  </message>
  <message>
   <source>Columns of the table</source>
   <translation>Spalten der Tabelle</translation>
  </message>
  <message>
   <source>Columns of the window</source>
   <translation>Spalten des Fensters</translation>
  </message>
  <message>
   <source>Columns that are averaged into one.</source>
   <translation>Spalten, die zu einer gemittelt werden.</translation>
  </message>
  <message>
   <source>Comment</source>
   <translation>Kommentar</translation>
  </message>
  <message>
   <source>Compares a colour picture with a reference, such as the optical image of the same day: PSNR, SSIM and multi-scale SSIM, spectral angle, ERGAS and the colour difference CIEDE2000. With the radar image it counts the edges of the colours that have no counterpart in it: what a colouring network may have made up. Reference and radar image are brought onto the grid of the picture; one of them is enough. A number is 0 where there is nothing to take it from; the report says so. Identical pictures have a PSNR of 1000.</source>
   <translation>Vergleicht ein Farbbild mit einer Referenz, etwa dem optischen Bild desselben Tages: PSNR, SSIM und SSIM über mehrere Skalen, Spektralwinkel, ERGAS und der Farbabstand CIEDE2000. Mit dem Radarbild zählt es die Farbkanten, denen darin nichts entspricht: was ein einfärbendes Netz erfunden haben könnte. Referenz und Radarbild werden auf das Gitter des Farbbildes gebracht; eines von beiden genügt. Eine Zahl ist 0, wo es nichts gibt, woraus sie zu nehmen wäre; der Bericht sagt das. Gleiche Bilder haben ein PSNR von 1000.</translation>
  </message>
  <message>
   <source>Compares a map of change with a reference, pixel by pixel on the map's grid: confusion counts, precision, recall, F1, overall accuracy, kappa, intersection over union, and, for a probability or a strength, the area under the ROC curve, average precision, figures by threshold and the reliability of the probability. The reference is a raster or a layer of polygons, inside of which everything changed and outside of which nothing did. Where either has no data nothing is compared. Where little changed, overall accuracy says little: look at kappa and F1.</source>
   <translation>Vergleicht eine Änderungskarte mit einer Referenz, Pixel für Pixel auf dem Gitter der Karte: Treffer und Fehler, Precision, Recall, F1, Gesamtgenauigkeit, Kappa, Intersection over Union, und bei einer Wahrscheinlichkeit oder Stärke die Fläche unter der ROC-Kurve, die mittlere Genauigkeit, Zahlen je Schwellwert und die Verlässlichkeit der Wahrscheinlichkeit. Die Referenz ist ein Raster oder ein Polygonlayer, in dem sich alles und außerhalb dessen sich nichts geändert hat. Wo eines von beiden keine Daten hat, wird nichts verglichen. Wo sich wenig geändert hat, sagt die Gesamtgenauigkeit wenig: sehen Sie auf Kappa und F1.</translation>
  </message>
  <message>
   <source>Compares a radar image before and after speckle filtering, so that filters and windows can be chosen by figures: looks before and after, mean and variance of the ratio image, M-index (Gomez et al. 2017), edge preservation, and bias of the mean. What an ideal filter takes away is pure speckle: a ratio image of mean 1, variance 1 / looks, and no structure. The map of structure shows where a filter took more.</source>
   <translation>Vergleicht ein Radarbild vor und nach der Speckle-Filterung, damit Filter und Fenster nach Zahlen gewählt werden können: Looks vorher und nachher, Mittel und Varianz des Quotientenbildes, M-Index (Gomez et al. 2017), Kantenerhalt und Verzerrung des Mittels. Was ein idealer Filter wegnimmt, ist reiner Speckle: ein Quotientenbild mit Mittel 1, Varianz 1 / Looks und ohne Struktur. Die Strukturkarte zeigt, wo ein Filter mehr wegnahm.</translation>
  </message>
  <message>
   <source>Complex images are always interpolated by a windowed sinc of 16 x 16 pixels.</source>
   <translation>Komplexe Bilder werden immer mit einem gefensterten Sinc von 16 x 16 Pixeln interpoliert.</translation>
  </message>
  <message>
   <source>Complex, on the same grid: what Coregister two radar images wrote.</source>
   <translation>Komplex, auf demselben Gitter: was „Zwei Radarbilder koregistrieren“ geschrieben hat.</translation>
  </message>
  <message>
   <source>Complex, single-look.</source>
   <translation>Komplex (Single Look).</translation>
  </message>
  <message>
   <source>Composite</source>
   <translation>Komposit</translation>
  </message>
  <message>
   <source>Compute &amp;on</source>
   <translation>Rechnen &amp;mit</translation>
  </message>
  <message>
   <source>Compute models on</source>
   <translation>Modelle rechnen mit</translation>
  </message>
  <message>
   <source>Computed by</source>
   <translation>Berechnet von</translation>
  </message>
  <message>
   <source>Conformal sets</source>
   <translation>Konforme Mengen</translation>
  </message>
  <message>
   <source>Conformal sets of a change probability</source>
   <translation>Konforme Mengen aus einer Änderungswahrscheinlichkeit</translation>
  </message>
  <message>
   <source>Connected changes of fewer pixels are dropped, and smaller holes in changes are filled. 0 keeps all.</source>
   <translation>Zusammenhängende Änderungen aus weniger Pixeln fallen weg, und kleinere Löcher in Änderungen werden gefüllt. 0 behält alle.</translation>
  </message>
  <message>
   <source>Connected changes of fewer pixels are dropped, smaller holes in changes filled. 0 keeps all.</source>
   <translation>Zusammenhängende Änderungen aus weniger Pixeln fallen weg, kleinere Löcher in Änderungen werden gefüllt. 0 behält alle.</translation>
  </message>
  <message>
   <source>Copied.</source>
   <translation>Kopiert.</translation>
  </message>
  <message>
   <source>Copies an ONNX file and its card into the QGIS profile, once both are checked.</source>
   <translation>Kopiert eine ONNX-Datei und ihre Modellkarte in das QGIS-Profil, sobald beide geprüft sind.</translation>
  </message>
  <message>
   <source>Copies the pixels that an extent touches. They stay as they are, with their type, band names, units and metadata, so that the speckle keeps its statistics: nothing is resampled. With a limit on rows and columns the middle of the extent is taken: that is how the panel makes its previews. A raster that has ground control points and no geotransform is cropped around its middle.</source>
   <translation>Kopiert die Pixel, die eine Ausdehnung berührt. Sie bleiben, wie sie sind, mit Datentyp, Bandnamen, Einheiten und Metadaten, damit der Speckle seine Statistik behält: nichts wird umgetastet. Mit einer Grenze für Zeilen und Spalten wird die Mitte der Ausdehnung genommen: so macht das Bedienfeld seine Vorschau. Ein Raster mit Passpunkten und ohne Geotransformation wird um seine Mitte zugeschnitten.</translation>
  </message>
  <message>
   <source>Copy &amp;as</source>
   <translation>Kopieren &amp;als</translation>
  </message>
  <message>
   <source>Coregister two radar images</source>
   <translation>Zwei Radarbilder koregistrieren</translation>
  </message>
  <message>
   <source>Correct the registration</source>
   <translation>Lage korrigieren</translation>
  </message>
  <message>
   <source>Correlation of lightness with the radar image in dB</source>
   <translation>Korrelation der Helligkeit mit dem Radarbild in dB</translation>
  </message>
  <message>
   <source>Counts the values of a change strength in dB in bins, from windows spread over the raster: all of a small one and a part of a large one, which the result states. The area of the whole is estimated from that part.</source>
   <translation>Zählt die Werte einer Änderungsstärke in dB in Klassen, aus Fenstern, die über das Raster verteilt sind: bei einem kleinen alle, bei einem großen einen Teil, den das Ergebnis nennt. Die Fläche des Ganzen wird aus diesem Teil geschätzt.</translation>
  </message>
  <message>
   <source>Crop to an extent</source>
   <translation>Auf eine Ausdehnung zuschneiden</translation>
  </message>
  <message>
   <source>Cropped image</source>
   <translation>Zugeschnittenes Bild</translation>
  </message>
  <message>
   <source>Darker by more than this is a decrease; a positive number.</source>
   <translation>Um mehr als dies dunkler ist eine Abnahme; eine positive Zahl.</translation>
  </message>
  <message>
   <source>Date of the first change</source>
   <translation>Datum der ersten Änderung</translation>
  </message>
  <message>
   <source>Date of the last change</source>
   <translation>Datum der letzten Änderung</translation>
  </message>
  <message>
   <source>Dates</source>
   <translation>Aufnahmen</translation>
  </message>
  <message>
   <source>Decision</source>
   <translation>Entscheidung</translation>
  </message>
  <message>
   <source>Decrease</source>
   <translation>Abnahme</translation>
  </message>
  <message>
   <source>Decrease from</source>
   <translation>Abnahme ab</translation>
  </message>
  <message>
   <source>Decrease from (dB)</source>
   <translation>Abnahme ab (dB)</translation>
  </message>
  <message>
   <source>Decrease {decrease:,.1f} ha, increase {increase:,.1f} ha, {count} polygons.</source>
   <translation>Abnahme {decrease:,.1f} ha, Zunahme {increase:,.1f} ha, {count} Polygone.</translation>
  </message>
  <message>
   <source>Degrees between the direction to the radar and the terrain's normal.</source>
   <translation>Grad zwischen der Richtung zum Radar und der Normalen des Geländes.</translation>
  </message>
  <message>
   <source>Despeckle</source>
   <translation>Speckle filtern</translation>
  </message>
  <message>
   <source>Despeckle a series of dates</source>
   <translation>Speckle einer Reihe von Aufnahmen filtern</translation>
  </message>
  <message>
   <source>Despeckled image</source>
   <translation>Gefiltertes Bild</translation>
  </message>
  <message>
   <source>Despeckling</source>
   <translation>Speckle-Filterung</translation>
  </message>
  <message>
   <source>Detect change between two dates</source>
   <translation>Änderung zwischen zwei Aufnahmen finden</translation>
  </message>
  <message>
   <source>Direction of change</source>
   <translation>Richtung der Änderung</translation>
  </message>
  <message>
   <source>Direction per date</source>
   <translation>Richtung je Aufnahme</translation>
  </message>
  <message>
   <source>Done.</source>
   <translation>Fertig.</translation>
  </message>
  <message>
   <source>Drag a line, or move the decrease threshold with the left and right keys and the increase threshold with the up and down keys.</source>
   <translation>Ziehen Sie eine Linie, oder verschieben Sie den Schwellwert der Abnahme mit den Tasten links und rechts und den der Zunahme mit den Tasten auf und ab.</translation>
  </message>
  <message>
   <source>Drag the white line on the map.</source>
   <translation>Ziehen Sie die weiße Linie auf der Karte.</translation>
  </message>
  <message>
   <source>Draw</source>
   <translation>Zeichnen</translation>
  </message>
  <message>
   <source>Draw every pixel that a shape touches, not those alone whose centre a polygon covers.</source>
   <translation>Jedes Pixel zeichnen, das eine Form berührt, nicht nur die, deren Mitte ein Polygon bedeckt.</translation>
  </message>
  <message>
   <source>Draws points, lines or polygons with any coordinate reference system in the grid of a Sentinel-1 image: every vertex goes to its line and sample by orbit, timing and the terrain's height, and edges get new vertices before, so that they bend as the image does. The result holds where shapes lie, the share of each pixel that they cover, classes, or an attribute; ground control points go along so that QGIS can place it.</source>
   <translation>Zeichnet Punkte, Linien oder Polygone mit beliebigem Koordinatenbezugssystem in das Gitter eines Sentinel-1-Bildes: jeder Stützpunkt kommt über Orbit, Zeitmarken und Geländehöhe zu seiner Zeile und Spalte, und Kanten bekommen vorher neue Stützpunkte, damit sie sich biegen wie das Bild. Das Ergebnis enthält, wo Formen liegen, den Anteil jedes Pixels, den sie bedecken, Klassen oder ein Attribut; Passpunkte gehen mit, damit QGIS es platzieren kann.</translation>
  </message>
  <message>
   <source>ERGAS, Wald 2000, with h/l = 1 (ideal 0)</source>
   <translation>ERGAS, Wald 2000, mit h/l = 1 (ideal 0)</translation>
  </message>
  <message>
   <source>Edge preservation, contrast across edges after over before (ideal 1)</source>
   <translation>Kantenerhalt, Kontrast über Kanten hinweg nachher durch vorher (ideal 1)</translation>
  </message>
  <message>
   <source>Empty means that of the raster, so that calibration does not matter. For a mosaic give all rasters the level that the first one logs.</source>
   <translation>Leer heißt der des Rasters, so dass die Kalibrierung keine Rolle spielt. Für ein Mosaik gibt man allen Rastern den Pegel, den das erste ins Protokoll schreibt.</translation>
  </message>
  <message>
   <source>Enter goes back to the keys.</source>
   <translation>Mit der Eingabetaste geht es zurück zu den Tasten.</translation>
  </message>
  <message>
   <source>Equivalent number of looks of each date: 1 for single-look, about 4.4 for Sentinel-1 IW GRD. 0 estimates it.</source>
   <translation>Äquivalente Zahl der Looks jeder Aufnahme: 1 bei Single Look, etwa 4,4 bei Sentinel-1 IW GRD. 0 schätzt sie.</translation>
  </message>
  <message>
   <source>Equivalent number of looks of each date: 1 for single-look, about 4.4 for Sentinel-1 IW GRD. 0 estimates it. Too high a number gives false alarms.</source>
   <translation>Äquivalente Zahl der Looks jeder Aufnahme: 1 bei Single Look, etwa 4,4 bei Sentinel-1 IW GRD. 0 schätzt sie. Eine zu hohe Zahl gibt falsche Alarme.</translation>
  </message>
  <message>
   <source>Equivalent number of looks of the first date after filtering, estimated</source>
   <translation>Äquivalente Zahl der Looks der ersten Aufnahme nach der Filterung, geschätzt</translation>
  </message>
  <message>
   <source>Equivalent number of looks of the image before filtering. 0 estimates it.</source>
   <translation>Äquivalente Zahl der Looks des Bildes vor der Filterung. 0 schätzt sie.</translation>
  </message>
  <message>
   <source>Equivalent number of looks of the images as they are: 1 for single-look, about 4.4 for Sentinel-1 IW GRD, more after despeckling. 0 estimates it from the images.</source>
   <translation>Äquivalente Zahl der Looks der Bilder, wie sie sind: 1 bei Single Look, etwa 4,4 bei Sentinel-1 IW GRD, mehr nach einer Speckle-Filterung. 0 schätzt sie aus den Bildern.</translation>
  </message>
  <message>
   <source>Equivalent number of looks of the images.</source>
   <translation>Äquivalente Zahl der Looks der Bilder.</translation>
  </message>
  <message>
   <source>Equivalent number of looks of the input, as given or estimated</source>
   <translation>Äquivalente Zahl der Looks der Eingabe, wie gegeben oder geschätzt</translation>
  </message>
  <message>
   <source>Equivalent number of looks of the input: 1 for single-look, about 4.4 for Sentinel-1 IW GRD. 0 estimates it from the image. boxcar, median, frost do not need it.</source>
   <translation>Äquivalente Zahl der Looks der Eingabe: 1 bei Single Look, etwa 4,4 bei Sentinel-1 IW GRD. 0 schätzt sie aus dem Bild. boxcar, median, frost brauchen sie nicht.</translation>
  </message>
  <message>
   <source>Equivalent number of looks, as given or estimated</source>
   <translation>Äquivalente Zahl der Looks, wie gegeben oder geschätzt</translation>
  </message>
  <message>
   <source>Equivalent number of looks, as given or estimated; 0 where nothing needed it</source>
   <translation>Äquivalente Zahl der Looks, wie gegeben oder geschätzt; 0, wo nichts sie brauchte</translation>
  </message>
  <message>
   <source>Equivalent number of looks, by which edges are told from speckle.</source>
   <translation>Äquivalente Zahl der Looks, an der Kanten von Speckle unterschieden werden.</translation>
  </message>
  <message>
   <source>Equivalent number of looks, of the band with the fewest</source>
   <translation>Äquivalente Zahl der Looks, des Bandes mit den wenigsten</translation>
  </message>
  <message>
   <source>Estimate the number of looks</source>
   <translation>Zahl der Looks schätzen</translation>
  </message>
  <message>
   <source>Estimates the coherence of two complex images in one grid, as Coregister two radar images writes them, over a window. With both products and a terrain model the phase of flat earth and topography is removed first, which otherwise lowers the coherence. The estimate is biased: unrelated pixels show UNRELATED_MEAN at least, not 0.</source>
   <translation>Schätzt die Kohärenz zweier komplexer Bilder in einem Gitter, wie „Zwei Radarbilder koregistrieren“ sie schreibt, über ein Fenster. Mit beiden Produkten und einem Geländemodell wird zuerst die Phase von ebener Erde und Topographie entfernt, die sonst die Kohärenz senkt. Die Schätzung ist verzerrt: unverbundene Pixel zeigen mindestens UNRELATED_MEAN, nicht 0.</translation>
  </message>
  <message>
   <source>Estimates the equivalent number of looks of each band, without a homogeneous area being marked: the most frequent mean squared over variance of 9 x 9 pixels. Speckle that is correlated between pixels, as in Sentinel-1 GRD, comes out a little higher than it is.</source>
   <translation>Schätzt die äquivalente Zahl der Looks jedes Bandes, ohne dass eine homogene Fläche markiert wird: das häufigste Verhältnis von Mittel zum Quadrat zu Varianz von 9 x 9 Pixeln. Speckle, der zwischen Pixeln korreliert ist wie bei Sentinel-1 GRD, ergibt etwas mehr, als es ist.</translation>
  </message>
  <message>
   <source>Evaluate a change map</source>
   <translation>Änderungskarte bewerten</translation>
  </message>
  <message>
   <source>Evaluate colours</source>
   <translation>Farben bewerten</translation>
  </message>
  <message>
   <source>Everything is decided.</source>
   <translation>Alles ist entschieden.</translation>
  </message>
  <message>
   <source>Everything that was found (.json).</source>
   <translation>Alles, was gefunden wurde (.json).</translation>
  </message>
  <message>
   <source>Everything that was found, as JSON</source>
   <translation>Alles, was gefunden wurde, als JSON</translation>
  </message>
  <message>
   <source>Expected calibration error of the probability at places of known truth, 15 bins</source>
   <translation>Erwarteter Kalibrierungsfehler der Wahrscheinlichkeit an Orten mit bekannter Wahrheit, 15 Klassen</translation>
  </message>
  <message>
   <source>Expected calibration error of the probability, 15 bins</source>
   <translation>Erwarteter Kalibrierfehler der Wahrscheinlichkeit, 15 Klassen</translation>
  </message>
  <message>
   <source>Explain a place</source>
   <translation>Einen Ort erklären</translation>
  </message>
  <message>
   <source>Explain a place on the map</source>
   <translation>Einen Ort auf der Karte erklären</translation>
  </message>
  <message>
   <source>Explanation</source>
   <translation>Erklärung</translation>
  </message>
  <message>
   <source>Export a review</source>
   <translation>Eine Prüfung exportieren</translation>
  </message>
  <message>
   <source>Export...</source>
   <translation>Exportieren...</translation>
  </message>
  <message>
   <source>Extent</source>
   <translation>Ausdehnung</translation>
  </message>
  <message>
   <source>F1 at that threshold</source>
   <translation>F1 bei diesem Schwellwert</translation>
  </message>
  <message>
   <source>F1: harmonic mean of precision and recall</source>
   <translation>F1: harmonisches Mittel von Precision und Recall</translation>
  </message>
  <message>
   <source>Fade colours below this confidence (0 = never)</source>
   <translation>Farben unter diesem Vertrauen verblassen lassen (0 = nie)</translation>
  </message>
  <message>
   <source>False alarm rate</source>
   <translation>Rate falscher Alarme</translation>
  </message>
  <message>
   <source>False alarms: unchanged, but called changed (pixels)</source>
   <translation>Falsche Alarme: unverändert, aber geändert genannt (Pixel)</translation>
  </message>
  <message>
   <source>False discovery rate</source>
   <translation>Rate falscher Entdeckungen</translation>
  </message>
  <message>
   <source>Feature id</source>
   <translation>Objekt-ID</translation>
  </message>
  <message>
   <source>Feature id of the polygon</source>
   <translation>Objekt-ID des Polygons</translation>
  </message>
  <message>
   <source>Feature ids that are left, in order, and counts, as JSON</source>
   <translation>Übrige Objekt-IDs in ihrer Reihenfolge, und Anzahlen, als JSON</translation>
  </message>
  <message>
   <source>Figures</source>
   <translation>Zahlen</translation>
  </message>
  <message>
   <source>Figures as JSON</source>
   <translation>Zahlen als JSON</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>File layout</source>
   <translation>Aufbau der Datei</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Filter of the dates' mean (rabasar)</source>
   <translation>Filter für das Mittel der Aufnahmen (rabasar)</translation>
  </message>
  <message>
   <source>Filter of the ratios (rabasar)</source>
   <translation>Filter für die Quotienten (rabasar)</translation>
  </message>
  <message>
   <source>Find changes in a series of dates</source>
   <translation>Änderungen in einer Reihe von Aufnahmen finden</translation>
  </message>
  <message>
   <source>Finds the ground of every pixel of a Sentinel-1 image on a terrain model, by orbit and timing: bands of latitude, longitude (degrees), height (metres above the ellipsoid) and incidence angle (degrees), and a mask of layover and shadow. The pixels are those of the calibrated image, or of a multilooked one.</source>
   <translation>Findet den Boden jedes Pixels eines Sentinel-1-Bildes auf einem Geländemodell, über Orbit und Zeitmarken: Bänder der Breite, Länge (Grad), Höhe (Meter über dem Ellipsoid) und des Einfallswinkels (Grad), und eine Maske von Layover und Schatten. Die Pixel sind die des kalibrierten Bildes oder eines durch Multilooking verkleinerten.</translation>
  </message>
  <message>
   <source>Finds what became darker or brighter between two radar images of the same place. The after image is brought onto the grid of the before image, so extents, resolutions and coordinate systems may differ. Both are despeckled, and the ratio of their intensities in decibel, smoothed, is the change strength: positive where the after image is brighter. Of several bands (polarisations) the strongest change counts. A threshold makes the classes 1 decrease, 2 no change, 3 increase; 0 is no data. Thresholds from the histogram (otsu, kittler_illingworth, generalised_gaussian) do not go below what a small share of unchanged speckle exceeds.</source>
   <translation>Findet, was zwischen zwei Radarbildern desselben Ortes dunkler oder heller wurde. Das Nachher-Bild wird auf das Gitter des Vorher-Bildes gebracht; Ausdehnung, Auflösung und Koordinatensystem dürfen sich also unterscheiden. Aus beiden wird der Speckle gefiltert, und das Verhältnis ihrer Intensitäten in Dezibel, geglättet, ist die Änderungsstärke: positiv, wo das Nachher-Bild heller ist. Von mehreren Bändern (Polarisationen) zählt die stärkste Änderung. Ein Schwellwert macht daraus die Klassen 1 Abnahme, 2 keine Änderung, 3 Zunahme; 0 ist keine Daten. Schwellwerte aus dem Histogramm (otsu, kittler_illingworth, generalised_gaussian) gehen nicht unter das, was ein kleiner Anteil unveränderten Speckles übersteigt.</translation>
  </message>
  <message>
   <source>First column in the input, from 0</source>
   <translation>Erste Spalte in der Eingabe, ab 0</translation>
  </message>
  <message>
   <source>First row in the input, from 0</source>
   <translation>Erste Zeile in der Eingabe, ab 0</translation>
  </message>
  <message>
   <source>Fixed threshold (dB)</source>
   <translation>Fester Schwellwert (dB)</translation>
  </message>
  <message>
   <source>Folder for one raster per date</source>
   <translation>Ordner für ein Raster je Aufnahme</translation>
  </message>
  <message>
   <source>Folder that it is used from; empty once removed</source>
   <translation>Ordner, aus dem es benutzt wird; leer, wenn entfernt</translation>
  </message>
  <message>
   <source>Folder with wheels</source>
   <translation>Ordner mit Wheels</translation>
  </message>
  <message>
   <source>For a p-value or an uncertainty; not for a probability. Values are 0 to 1.</source>
   <translation>Für einen p-Wert oder eine Unsicherheit, nicht für eine Wahrscheinlichkeit. Die Werte gehen von 0 bis 1.</translation>
  </message>
  <message>
   <source>For a probability or the magnitude of a strength: what lies above is called changed.</source>
   <translation>Bei einer Wahrscheinlichkeit oder dem Betrag einer Stärke: was darüber liegt, wird geändert genannt.</translation>
  </message>
  <message>
   <source>For chips: the image that the polygons were made of.</source>
   <translation>Für Ausschnitte: das Bild, aus dem die Polygone gemacht wurden.</translation>
  </message>
  <message>
   <source>For classes: their values, separated by commas. 1,3 are decrease and increase of aurorasar:detectchange.</source>
   <translation>Bei Klassen: ihre Werte, durch Kommas getrennt. 1,3 sind Abnahme und Zunahme von aurorasar:detectchange.</translation>
  </message>
  <message>
   <source>For classes: whole numbers stay, texts are numbered alphabetically (LEGEND tells which). For attribute: its number.</source>
   <translation>Für classes: ganze Zahlen bleiben, Texte werden alphabetisch nummeriert (LEGEND sagt, wie). Für attribute: seine Zahl.</translation>
  </message>
  <message>
   <source>For coasts and open sea, of which Copernicus GLO-30 and SRTM have no tiles: in cells without data and beyond the model's edge the ground is taken at mean sea level (the model's geoid; EGM96 if its heights count from the ellipsoid). The model has to overlap the image. Gaps on land become sea as well: fill them first.</source>
   <translation>Für Küsten und offenes Meer, von denen Copernicus GLO-30 und SRTM keine Kacheln haben: in Zellen ohne Daten und jenseits des Modellrandes wird der Boden auf mittlerem Meeresspiegel angenommen (das Geoid des Modells; EGM96, wenn seine Höhen ab dem Ellipsoid zählen). Das Modell muss das Bild überlappen. Auch Lücken an Land werden zu Meer: füllen Sie diese vorher.</translation>
  </message>
  <message>
   <source>For models that are told the looks.</source>
   <translation>Für Modelle, denen die Looks gesagt werden.</translation>
  </message>
  <message>
   <source>For relabel: what the polygon is.</source>
   <translation>Für relabel: was das Polygon ist.</translation>
  </message>
  <message>
   <source>For the explanation: a mask as aurorasar:geocode writes it (2 layover, 3 shadow, 4 both), on any grid. Changes there are flagged and get no kind.</source>
   <translation>Für die Erklärung: eine Maske, wie aurorasar:geocode sie schreibt (2 Überlagerung, 3 Schatten, 4 beides), auf beliebigem Raster. Änderungen dort werden gekennzeichnet und bekommen keine Art.</translation>
  </message>
  <message>
   <source>For the likely kinds of change and the flag 'near noise'. auto: judged by the median of the before image; yes: it is calibrated: water, bright objects and noise have absolute levels; no: it is not: levels are relative to the scene's median.</source>
   <translation>Für die wahrscheinlichen Arten der Änderung und das Kennzeichen 'near noise'. auto: nach dem Median des Vorher-Bildes beurteilt; yes: sie ist kalibriert: Wasser, helle Objekte und Rauschen haben absolute Pegel; no: sie ist es nicht: Pegel gelten relativ zum Median der Szene.</translation>
  </message>
  <message>
   <source>For the likely kinds of change. auto: judged by the median of the before image; yes: it is calibrated: water, bright objects and noise have absolute levels; no: it is not: levels are relative to the scene's median.</source>
   <translation>Für die wahrscheinlichen Arten der Änderung. auto: nach dem Median des Vorher-Bildes beurteilt; yes: sie ist kalibriert: Wasser, helle Objekte und Rauschen haben absolute Pegel; no: sie ist es nicht: Pegel gelten relativ zum Median der Szene.</translation>
  </message>
  <message>
   <source>For the rule discovery: share of the pixels called changed that may be wrong.</source>
   <translation>Für die Regel discovery: Anteil der geändert genannten Pixel, der falsch sein darf.</translation>
  </message>
  <message>
   <source>For the threshold discovery: share of the pixels called changed that may be wrong, before small changes are dropped. Needs the filter boxcar or none.</source>
   <translation>Für den Schwellwert discovery: Anteil der geändert genannten Pixel, der falsch sein darf, bevor kleine Änderungen wegfallen. Braucht den Filter boxcar oder none.</translation>
  </message>
  <message>
   <source>For the threshold false_alarm: share of unchanged pixels that may be called changed, before small changes are dropped. Needs the filter boxcar or none.</source>
   <translation>Für den Schwellwert false_alarm: Anteil der unveränderten Pixel, der geändert genannt werden darf, bevor kleine Änderungen wegfallen. Braucht den Filter boxcar oder none.</translation>
  </message>
  <message>
   <source>For the threshold fixed. With the measure likelihood minus the decimal logarithm of the p-value, with a network the probability, such as 0.5.</source>
   <translation>Für den Schwellwert fixed. Beim Maß likelihood minus der Zehnerlogarithmus des p-Werts, mit einem Netz die Wahrscheinlichkeit, etwa 0,5.</translation>
  </message>
  <message>
   <source>For the threshold percentile: how much of the area to call changed.</source>
   <translation>Für den Schwellwert percentile: wie viel der Fläche geändert genannt wird.</translation>
  </message>
  <message>
   <source>Frees its space in the profile; what is loaded stays until QGIS closes.</source>
   <translation>Gibt seinen Platz im Profil frei; was geladen ist, bleibt, bis QGIS schließt.</translation>
  </message>
  <message>
   <source>From 0 to 1.</source>
   <translation>Von 0 bis 1.</translation>
  </message>
  <message>
   <source>From a folder with wheels...</source>
   <translation>Aus einem Ordner mit Wheels...</translation>
  </message>
  <message>
   <source>From a sample of {share:.0%} of the pixels; small changes are counted too.</source>
   <translation>Aus einer Stichprobe von {share:.0%} der Pixel; kleine Änderungen sind mitgezählt.</translation>
  </message>
  <message>
   <source>From a wheel file...</source>
   <translation>Aus einer Wheel-Datei...</translation>
  </message>
  <message>
   <source>From where pip fetches</source>
   <translation>Von dort, wo pip holt</translation>
  </message>
  <message>
   <source>Further bands in files of their own</source>
   <translation>Weitere Bänder in eigenen Dateien</translation>
  </message>
  <message>
   <source>Gain between the dates on unchanged ground in dB, of the first band</source>
   <translation>Pegelunterschied der Aufnahmen auf unverändertem Boden in dB, erstes Band</translation>
  </message>
  <message>
   <source>Generated colours</source>
   <translation>Erzeugte Farben</translation>
  </message>
  <message>
   <source>Geocode (terrain correction)</source>
   <translation>Geokodieren (Geländekorrektur)</translation>
  </message>
  <message>
   <source>Geocoded image</source>
   <translation>Geokodiertes Bild</translation>
  </message>
  <message>
   <source>Geometry</source>
   <translation>Geometrie</translation>
  </message>
  <message>
   <source>Gets one GeoTIFF per date, named by the date.</source>
   <translation>Bekommt je Aufnahme ein GeoTIFF, nach dem Datum benannt.</translation>
  </message>
  <message>
   <source>Gives</source>
   <translation>Ergibt</translation>
  </message>
  <message>
   <source>Gives a Sentinel-1 image colours like those of an optical image. The colours are generated, not observed: they are what a network holds likely for ground that scatters like this, and the layer's metadata, band names and legend say so. Do not measure in them. Besides red, green, blue and alpha the output has a band of confidence in percent: the error that the network expects, how far it agrees with itself when the image is turned, and how near the image is to what it was trained on. Where that is low, colours fade to the grey radar image. The log tells how many edges of the colours have none in the radar image. Of two bands VH is taken and the other is not used. Trained on VH of the Los Angeles area alone; elsewhere trust it less.</source>
   <translation>Gibt einem Sentinel-1-Bild Farben wie die eines optischen Bildes. Die Farben sind erzeugt, nicht beobachtet: sie sind, was ein Netz für Boden, der so streut, für wahrscheinlich hält, und Metadaten, Bandnamen und Legende der Ebene sagen das. Messen Sie nicht darin. Außer Rot, Grün, Blau und Alpha hat die Ausgabe ein Band des Vertrauens in Prozent: der Fehler, den das Netz erwartet, wie weit es mit sich selbst übereinstimmt, wenn das Bild gedreht wird, und wie nah das Bild dem ist, womit es trainiert wurde. Wo es gering ist, verblassen die Farben zum grauen Radarbild. Das Protokoll sagt, wie viele Kanten der Farben keine im Radarbild haben. Von zwei Bändern wird VH genommen und das andere nicht benutzt. Nur mit VH der Gegend von Los Angeles trainiert; anderswo ist weniger Vertrauen angebracht.</translation>
  </message>
  <message>
   <source>Heights in metres, in any coordinate reference system, such as Copernicus GLO-30 or SRTM.</source>
   <translation>Höhen in Metern, in einem beliebigen Koordinatenbezugssystem, etwa Copernicus GLO-30 oder SRTM.</translation>
  </message>
  <message>
   <source>Heights in metres, in any coordinate reference system, such as Copernicus GLO-30 or SRTM. A raster with a geometry of its own needs none.</source>
   <translation>Höhen in Metern, in beliebigem Koordinatenbezugssystem, etwa Copernicus GLO-30 oder SRTM. Ein Raster mit eigener Geometrie braucht keines.</translation>
  </message>
  <message>
   <source>Heights in metres.</source>
   <translation>Höhen in Metern.</translation>
  </message>
  <message>
   <source>Heights of the terrain model count from</source>
   <translation>Höhen des Geländemodells zählen ab</translation>
  </message>
  <message>
   <source>Held-out share of changed pixels whose set holds the truth; 0 where not known</source>
   <translation>Anteil der zurückgehaltenen veränderten Pixel, deren Menge die Wahrheit enthält; 0, wo er nicht bekannt ist</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
  <message>
   <source>Histogram of change strength</source>
   <translation>Histogramm der Änderungsstärke</translation>
  </message>
  <message>
   <source>Hits: changed, and called so (pixels)</source>
   <translation>Treffer: geändert und so genannt (Pixel)</translation>
  </message>
  <message>
   <source>Holds one of decrease, increase, change, changed, none, no change, unchanged; polygons without a label are left out.</source>
   <translation>Enthält eines von decrease, increase, change, changed, none, no change, unchanged; Polygone ohne Beschriftung werden ausgelassen.</translation>
  </message>
  <message>
   <source>Homogeneity of the shuffled ratio image</source>
   <translation>Homogenität des gemischten Quotientenbildes</translation>
  </message>
  <message>
   <source>Homogeneity, at that distance, of the ratio image</source>
   <translation>Homogenität des Quotientenbildes in diesem Abstand</translation>
  </message>
  <message>
   <source>Homogeneous squares of 16 x 16 pixels found</source>
   <translation>Gefundene homogene Quadrate von 16 x 16 Pixeln</translation>
  </message>
  <message>
   <source>How both images are averaged before the ratio is taken. none: not at all; boxcar: Boxcar (moving average); median: Median; lee: Lee; kuan: Kuan; enhanced_lee: Enhanced Lee; frost: Frost; enhanced_frost: Enhanced Frost; gamma_map: Gamma-MAP; refined_lee: Refined Lee (7 x 7); lee_sigma: Improved Lee sigma; learned: Learned (neural network); ppb: PPB (non-local).</source>
   <translation>Wie beide Bilder gemittelt werden, bevor ihr Verhältnis gebildet wird. none: gar nicht; boxcar: Boxcar (gleitendes Mittel); median: Median; lee: Lee; kuan: Kuan; enhanced_lee: Enhanced Lee; frost: Frost; enhanced_frost: Enhanced Frost; gamma_map: Gamma-MAP; refined_lee: Refined Lee (7 x 7); lee_sigma: verbessertes Lee Sigma; learned: gelernt (neuronales Netz); ppb: PPB (nicht lokal).</translation>
  </message>
  <message>
   <source>How its pixels state backscatter; auto finds it out.</source>
   <translation>Wie seine Pixel die Rückstreuung angeben; auto findet es heraus.</translation>
  </message>
  <message>
   <source>How often each pixel changed (.tif); -1 no data.</source>
   <translation>Wie oft sich jedes Pixel änderte (.tif); -1 keine Daten.</translation>
  </message>
  <message>
   <source>How often ppb repeats with its own result as a guide; 2 helps single-look images.</source>
   <translation>Wie oft ppb mit seinem eigenen Ergebnis als Führung wiederholt; 2 hilft bei Single-Look-Bildern.</translation>
  </message>
  <message>
   <source>How the pixels of IMAGE and PRIMARY_IMAGE state backscatter; auto finds it out.</source>
   <translation>Wie die Pixel von IMAGE und PRIMARY_IMAGE die Rückstreuung angeben; auto findet es heraus.</translation>
  </message>
  <message>
   <source>How the pixels state backscatter; auto finds it out for each raster.</source>
   <translation>Wie die Pixel Rückstreuung angeben; auto findet es für jedes Raster heraus.</translation>
  </message>
  <message>
   <source>How the pixels state backscatter; auto finds it out.</source>
   <translation>Wie die Pixel Rückstreuung angeben; auto findet es heraus.</translation>
  </message>
  <message>
   <source>How the significance is chosen</source>
   <translation>Wie die Signifikanz gewählt wird</translation>
  </message>
  <message>
   <source>Hysteresis (share of the threshold)</source>
   <translation>Hysterese (Anteil des Schwellwerts)</translation>
  </message>
  <message>
   <source>IW1, IW2, IW3 and so on. Empty for products with a single one, such as GRD.</source>
   <translation>IW1, IW2, IW3 und so weiter. Leer bei Produkten mit nur einem, wie GRD.</translation>
  </message>
  <message>
   <source>IW1, IW2, IW3 and so on; in files .h5 the frequency, A or B. Empty for products with one only, such as GRD.</source>
   <translation>IW1, IW2, IW3 und so weiter; in Dateien .h5 die Frequenz, A oder B. Leer bei Produkten mit nur einem, wie GRD.</translation>
  </message>
  <message>
   <source>Image after filtering</source>
   <translation>Bild nach der Filterung</translation>
  </message>
  <message>
   <source>Image before filtering</source>
   <translation>Bild vor der Filterung</translation>
  </message>
  <message>
   <source>Image of the primary product</source>
   <translation>Bild des Hauptprodukts</translation>
  </message>
  <message>
   <source>Image of the secondary product</source>
   <translation>Bild des Nebenprodukts</translation>
  </message>
  <message>
   <source>Images of several dates, or one whose bands are the dates; optional.</source>
   <translation>Bilder mehrerer Tage, oder eines, dessen Kanäle die Tage sind; freiwillig.</translation>
  </message>
  <message>
   <source>Images of the place on several dates, or one image whose bands are the dates.</source>
   <translation>Bilder des Ortes an mehreren Tagen, oder ein Bild, dessen Kanäle die Tage sind.</translation>
  </message>
  <message>
   <source>In a GeoPackage, as 'Detect change between two dates' and 'Classify a change strength' write them.</source>
   <translation>In einem GeoPackage, wie sie das Finden und das Klassifizieren von Änderungen schreiben.</translation>
  </message>
  <message>
   <source>In any coordinate system; none means the whole raster.</source>
   <translation>In einem beliebigen Koordinatensystem; keine bedeutet das ganze Raster.</translation>
  </message>
  <message>
   <source>In the radar's grid: of Calibrate, or what was made of it on the same grid, or multilooked.</source>
   <translation>Im Gitter des Radars: aus Kalibrieren, oder was auf demselben Gitter daraus gemacht wurde, auch durch Multilooking.</translation>
  </message>
  <message>
   <source>In units of the CRS. Whole numbers of the image's pixels that fit into one are averaged first.</source>
   <translation>In Einheiten des KBS. So viele ganze Pixel des Bildes, wie in eines passen, werden zuerst gemittelt.</translation>
  </message>
  <message>
   <source>Increase</source>
   <translation>Zunahme</translation>
  </message>
  <message>
   <source>Increase from</source>
   <translation>Zunahme ab</translation>
  </message>
  <message>
   <source>Increase from (dB)</source>
   <translation>Zunahme ab (dB)</translation>
  </message>
  <message>
   <source>Inside everything changed, outside nothing did; any coordinate reference system.</source>
   <translation>Innerhalb hat sich alles geändert, außerhalb nichts; beliebiges Koordinatenbezugssystem.</translation>
  </message>
  <message>
   <source>Install onnxruntime</source>
   <translation>onnxruntime installieren</translation>
  </message>
  <message>
   <source>Installation</source>
   <translation>Installation</translation>
  </message>
  <message>
   <source>Interferogram</source>
   <translation>Interferogramm</translation>
  </message>
  <message>
   <source>Intersection over union of the changed areas</source>
   <translation>Intersection over Union der geänderten Flächen</translation>
  </message>
  <message>
   <source>Is kept with it.</source>
   <translation>Wird mit ihr gespeichert.</translation>
  </message>
  <message>
   <source>It belongs to QGIS's own Python; nothing is in the QGIS profile.</source>
   <translation>Es gehört zu QGIS' eigenem Python; im QGIS-Profil liegt nichts.</translation>
  </message>
  <message>
   <source>It counts errors over the whole reference; from the part that the map shows its sets would differ.</source>
   <translation>Es zählt Fehler über die ganze Referenz; aus dem Teil, den die Karte zeigt, ergäben sich andere Mengen.</translation>
  </message>
  <message>
   <source>It has been removed.</source>
   <translation>Es wurde entfernt.</translation>
  </message>
  <message>
   <source>It works on a whole product in the radar's geometry, of which the map can cut out no part.</source>
   <translation>Es arbeitet mit einem ganzen Produkt in der Geometrie des Radars, aus der die Karte keinen Teil ausschneiden kann.</translation>
  </message>
  <message>
   <source>It would only show again what the map shows already.</source>
   <translation>Sie würde nur noch einmal zeigen, was die Karte schon zeigt.</translation>
  </message>
  <message>
   <source>Iterations of ppb</source>
   <translation>Wiederholungen von ppb</translation>
  </message>
  <message>
   <source>Its own pixels, bursts merged: the other half of an interferogram.</source>
   <translation>Die eigenen Pixel, Bursts zusammengefügt: die andere Hälfte eines Interferogramms.</translation>
  </message>
  <message>
   <source>Keeps the ratios between the bands, as for polarimetric use: each pixel's weights come from all bands together. For lee, kuan, enhanced_lee, frost, enhanced_frost, refined_lee, ppb.</source>
   <translation>Erhält die Verhältnisse zwischen den Bändern, wie für polarimetrischen Gebrauch: die Gewichte jedes Pixels kommen aus allen Bändern gemeinsam. Für lee, kuan, enhanced_lee, frost, enhanced_frost, refined_lee, ppb.</translation>
  </message>
  <message>
   <source>Kept in the QGIS profile, once a model has been opened there. cuda: NVIDIA; directml: Windows; coreml: Apple; each needs an onnxruntime that was built for it. The environment variable AURORASAR_DEVICE comes before it.</source>
   <translation>Wird im QGIS-Profil behalten, sobald sich ein Modell damit hat öffnen lassen. cuda: NVIDIA; directml: Windows; coreml: Apple; jedes braucht ein dafür gebautes onnxruntime. Die Umgebungsvariable AURORASAR_DEVICE geht vor.</translation>
  </message>
  <message>
   <source>Known everywhere where it has data; on another grid it is resampled.</source>
   <translation>Bekannt überall, wo er Daten hat; auf einem anderen Raster wird er umgerechnet.</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <source>Labelled polygons</source>
   <translation>Beschriftete Polygone</translation>
  </message>
  <message>
   <source>Largest value of the first output</source>
   <translation>Größter Wert der ersten Ausgabe</translation>
  </message>
  <message>
   <source>Layover and shadow</source>
   <translation>Layover und Schatten</translation>
  </message>
  <message>
   <source>Learned methods need it. It is put into the QGIS profile; QGIS's own Python stays as it is.</source>
   <translation>Gelernte Verfahren brauchen es. Es kommt in das QGIS-Profil; QGIS' eigenes Python bleibt, wie es ist.</translation>
  </message>
  <message>
   <source>Level of the scene (dB)</source>
   <translation>Pegel der Szene (dB)</translation>
  </message>
  <message>
   <source>Level of the scene, dB, as LEVEL of other rasters of the mosaic takes it</source>
   <translation>Pegel der Szene in dB, wie ihn LEVEL anderer Raster des Mosaiks nimmt</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <source>Limits of your own</source>
   <translation>Eigene Grenzen</translation>
  </message>
  <message>
   <source>Line of the image against it, rms</source>
   <translation>Bildzeile dagegen, rms</translation>
  </message>
  <message>
   <source>Lines of the image in one row of the output.</source>
   <translation>Bildzeilen in einer Zeile der Ausgabe.</translation>
  </message>
  <message>
   <source>List anew</source>
   <translation>Neu auflisten</translation>
  </message>
  <message>
   <source>List the review queue</source>
   <translation>Die Warteschlange der Prüfung auflisten</translation>
  </message>
  <message>
   <source>Listing the queue...</source>
   <translation>Die Warteschlange wird gelesen...</translation>
  </message>
  <message>
   <source>Lists the change polygons that nobody has decided on yet, in order of uncertainty or size, and counts the decisions that stand. What was skipped comes last. Nothing is written.</source>
   <translation>Listet die Änderungspolygone, über die noch niemand entschieden hat, nach Unsicherheit oder Größe, und zählt die geltenden Entscheidungen. Übersprungenes kommt zuletzt. Es wird nichts geschrieben.</translation>
  </message>
  <message>
   <source>Lists the models that come with AuroraSAR and those that you added, with what their cards say: task, bands, licence, measured quality and training data, whether they open, and what computes them. On request it first adds a model to your QGIS profile, or removes one from it, or chooses what computes all models from now on: the processor, or a graphics card that the onnxruntime in use can compute on. A model is an ONNX file with a card, a STAC Item with the MLM extension, beside it or inside it; one that is not what its card says is refused.</source>
   <translation>Listet die Modelle auf, die mit AuroraSAR kommen, und die, die Sie hinzugefügt haben, mit dem, was ihre Modellkarten sagen: Aufgabe, Bänder, Lizenz, gemessene Güte und Trainingsdaten, ob sie sich öffnen lassen und was sie berechnet. Auf Wunsch fügt es vorher Ihrem QGIS-Profil ein Modell hinzu, entfernt eines daraus oder wählt, was von nun an alle Modelle berechnet: der Prozessor oder eine Grafikkarte, mit der das benutzte onnxruntime rechnen kann. Ein Modell ist eine ONNX-Datei mit einer Modellkarte, einem STAC Item mit der Erweiterung MLM, daneben oder darin; eines, das nicht ist, was seine Karte sagt, wird abgelehnt.</translation>
  </message>
  <message>
   <source>Local incidence angle</source>
   <translation>Lokaler Einfallswinkel</translation>
  </message>
  <message>
   <source>Local mean of the ratio in dB (.tif): 0 where only speckle was taken away.</source>
   <translation>Lokales Mittel des Quotienten in dB (.tif): 0, wo nur Speckle weggenommen wurde.</translation>
  </message>
  <message>
   <source>Look-up table</source>
   <translation>Nachschlagetabelle</translation>
  </message>
  <message>
   <source>Look-up table of a radar image</source>
   <translation>Nachschlagetabelle eines Radarbildes</translation>
  </message>
  <message>
   <source>Looking...</source>
   <translation>Es wird nachgesehen...</translation>
  </message>
  <message>
   <source>Looks</source>
   <translation>Looks</translation>
  </message>
  <message>
   <source>Looks of each band, such as 'VV 4.41; VH 4.52'</source>
   <translation>Looks jedes Bandes, etwa 'VV 4.41; VH 4.52'</translation>
  </message>
  <message>
   <source>Looks of homogeneous squares after</source>
   <translation>Looks homogener Quadrate nachher</translation>
  </message>
  <message>
   <source>Looks of homogeneous squares before</source>
   <translation>Looks homogener Quadrate vorher</translation>
  </message>
  <message>
   <source>Looks of the image before filtering</source>
   <translation>Looks des Bildes vor der Filterung</translation>
  </message>
  <message>
   <source>Lower and upper limit of each quantity, such as -22,0; -29,-7; 1,12. Empty means those of STRETCH.</source>
   <translation>Untere und obere Grenze jeder Größe, etwa -22,0; -29,-7; 1,12. Leer bedeutet die von STRETCH.</translation>
  </message>
  <message>
   <source>M-index, Gomez et al. 2017 (ideal 0)</source>
   <translation>M-Index, Gomez et al. 2017 (ideal 0)</translation>
  </message>
  <message>
   <source>Makes a colour picture of what the radar measured: two polarisations and their ratio or difference in red, green and blue, two dates over each other, one band through a ramp in which equal steps of decibel look equal, or hue from scattering (H/alpha, vegetation index) over grey. Nothing is invented: every colour can be traced back to the bands. The limits are fixed in decibel by default, so that mosaics match; they are in the metadata and the bands' names. The output has red, green, blue and alpha, 8 bits each. Despeckle first, or average, for calmer colours.</source>
   <translation>Macht ein Farbbild aus dem, was das Radar gemessen hat: zwei Polarisationen und ihr Verhältnis oder ihre Differenz in Rot, Grün und Blau, zwei Aufnahmen übereinander, ein Band durch eine Farbrampe, in der gleiche Schritte in Dezibel gleich aussehen, oder Farbton nach der Streuung (H/Alpha, Vegetationsindex) über Grau. Nichts ist erfunden: jede Farbe lässt sich auf die Bänder zurückführen. Die Grenzen liegen als Vorgabe in Dezibel fest, damit Mosaike zusammenpassen; sie stehen in den Metadaten und den Bandnamen. Die Ausgabe hat Rot, Grün, Blau und Alpha mit je 8 Bit. Filtern Sie vorher den Speckle, oder mitteln Sie, für ruhigere Farben.</translation>
  </message>
  <message>
   <source>Makes classes and polygons of a map of change strength, as aurorasar:detectchange writes it, with one threshold for what became darker and another for what became brighter: 1 decrease, 2 no change, 3 increase, 0 no data. The Change explorer shows what thresholds do before they are applied.</source>
   <translation>Macht Klassen und Polygone aus einer Karte der Änderungsstärke, wie aurorasar:detectchange sie schreibt, mit einem Schwellwert für das, was dunkler, und einem anderen für das, was heller wurde: 1 Abnahme, 2 keine Änderung, 3 Zunahme, 0 keine Daten. Der Änderungs-Explorer zeigt, was Schwellwerte bewirken, bevor sie angewandt werden.</translation>
  </message>
  <message>
   <source>Makes of a probability of change a map of four answers: change, no change, both (either may be), neither (unlike all places of known truth). Places of known truth, as polygons with labels or as a reference raster, set the limits, so that the answer holds the truth for all but the given share of changed, and of unchanged, pixels, however good the probability is, as long as the places are like those that are judged. The log states the coverage, judged on tiles of 64 pixels by limits from the others. On request the probability is scaled to fit the places of known truth.</source>
   <translation>Macht aus einer Änderungswahrscheinlichkeit eine Karte mit vier Antworten: Änderung, keine Änderung, beides (beides kann sein), keines von beiden (anders als alle Orte mit bekannter Wahrheit). Orte mit bekannter Wahrheit, als beschriftete Polygone oder als Referenzraster, setzen die Grenzen, so dass die Antwort bis auf den gegebenen Anteil der veränderten und der unveränderten Pixel die Wahrheit enthält, wie gut die Wahrscheinlichkeit auch ist, solange diese Orte denen gleichen, die beurteilt werden. Das Protokoll nennt die Abdeckung, beurteilt auf Kacheln von 64 Pixeln mit Grenzen aus den anderen. Auf Wunsch wird die Wahrscheinlichkeit so skaliert, dass sie zu den Orten mit bekannter Wahrheit passt.</translation>
  </message>
  <message>
   <source>Making the preview...</source>
   <translation>Die Vorschau entsteht...</translation>
  </message>
  <message>
   <source>Map of errors</source>
   <translation>Karte der Fehler</translation>
  </message>
  <message>
   <source>Map of local looks</source>
   <translation>Karte der lokalen Looks</translation>
  </message>
  <message>
   <source>Map of structure in the ratio image</source>
   <translation>Karte der Struktur im Quotientenbild</translation>
  </message>
  <message>
   <source>Mask border noise</source>
   <translation>Randrauschen ausblenden</translation>
  </message>
  <message>
   <source>Mean around the place on the before image, first band, in dB</source>
   <translation>Mittel um den Ort im Bild vorher, erster Kanal, in dB</translation>
  </message>
  <message>
   <source>Mean coherence</source>
   <translation>Mittlere Kohärenz</translation>
  </message>
  <message>
   <source>Mean confidence, 0 to 1</source>
   <translation>Mittleres Vertrauen, 0 bis 1</translation>
  </message>
  <message>
   <source>Mean intensity after filtering over before, in dB (radiometric bias)</source>
   <translation>Mittlere Intensität nach der Filterung durch vorher, in dB (radiometrische Verzerrung)</translation>
  </message>
  <message>
   <source>Mean intensity after over before, dB (ideal 0)</source>
   <translation>Mittlere Intensität nachher durch vorher, dB (ideal 0)</translation>
  </message>
  <message>
   <source>Mean of the first band in dB</source>
   <translation>Mittel des ersten Bandes in dB</translation>
  </message>
  <message>
   <source>Mean of the first output</source>
   <translation>Mittel der ersten Ausgabe</translation>
  </message>
  <message>
   <source>Mean of the ratio image (ideal 1)</source>
   <translation>Mittel des Quotientenbildes (ideal 1)</translation>
  </message>
  <message>
   <source>Mean squared over variance of 9 x 9 pixels (.tif): low on edges and texture.</source>
   <translation>Mittel zum Quadrat durch Varianz von 9 x 9 Pixeln (.tif): niedrig an Kanten und in Textur.</translation>
  </message>
  <message>
   <source>Means around the place with 95 % intervals; dashed where a change is first seen.</source>
   <translation>Mittel um den Ort mit 95-%-Bereichen; gestrichelt, wo eine Änderung zuerst zu sehen ist.</translation>
  </message>
  <message>
   <source>Measure and correct what offset is left</source>
   <translation>Verbleibenden Versatz messen und korrigieren</translation>
  </message>
  <message>
   <source>Measure of change</source>
   <translation>Maß der Änderung</translation>
  </message>
  <message>
   <source>Measured quality</source>
   <translation>Gemessene Güte</translation>
  </message>
  <message>
   <source>Merge bursts</source>
   <translation>Bursts zusammenfügen</translation>
  </message>
  <message>
   <source>Method</source>
   <translation>Verfahren</translation>
  </message>
  <message>
   <source>Misses: changed, but not called so (pixels)</source>
   <translation>Übersehen: geändert, aber nicht so genannt (Pixel)</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Model of your own</source>
   <translation>Eigenes Modell</translation>
  </message>
  <message>
   <source>Model to add</source>
   <translation>Modell zum Hinzufügen</translation>
  </message>
  <message>
   <source>Model to remove</source>
   <translation>Modell zum Entfernen</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <source>Models and runtime</source>
   <translation>Modelle und Laufzeit</translation>
  </message>
  <message>
   <source>Moves the after image by the shift between the dates, which is measured to a fraction of a pixel and in the log in any case. It is resampled for that. One shift for the whole image.</source>
   <translation>Verschiebt das Nachher-Bild um den Versatz der Aufnahmen, der auf einen Bruchteil eines Pixels gemessen wird und auf jeden Fall im Protokoll steht. Dazu wird es umgetastet. Ein Versatz für das ganze Bild.</translation>
  </message>
  <message>
   <source>Multi-scale structural similarity, mean of bands and of windows spread over the picture (ideal 1)</source>
   <translation>Strukturelle Ähnlichkeit über mehrere Skalen, Mittel der Bänder und von Fenstern, die über das Bild verteilt sind (ideal 1)</translation>
  </message>
  <message>
   <source>Multilook</source>
   <translation>Multilooking</translation>
  </message>
  <message>
   <source>Multilooked image</source>
   <translation>Bild nach Multilooking</translation>
  </message>
  <message>
   <source>No change</source>
   <translation>Keine Änderung</translation>
  </message>
  <message>
   <source>No preview: it makes no raster that the map could show.</source>
   <translation>Keine Vorschau: Es entsteht kein Raster, das die Karte zeigen könnte.</translation>
  </message>
  <message>
   <source>No preview: it reads no layer of the map.</source>
   <translation>Keine Vorschau: Es wird kein Layer der Karte gelesen.</translation>
  </message>
  <message>
   <source>No preview: {why}</source>
   <translation>Keine Vorschau: {why}</translation>
  </message>
  <message>
   <source>None chosen means all bands that both images have. Choose equally many for both, in the same order.</source>
   <translation>Keines gewählt bedeutet alle Bänder, die beide Bilder haben. Wählen Sie für beide gleich viele, in derselben Reihenfolge.</translation>
  </message>
  <message>
   <source>Not decided, or skipped</source>
   <translation>Nicht entschieden oder übersprungen</translation>
  </message>
  <message>
   <source>Not in use. Learned methods need it; everything else works without it.</source>
   <translation>Nicht in Gebrauch. Gelernte Verfahren brauchen es; alles andere geht ohne.</translation>
  </message>
  <message>
   <source>Number of changes</source>
   <translation>Zahl der Änderungen</translation>
  </message>
  <message>
   <source>Number of dates</source>
   <translation>Zahl der Aufnahmen</translation>
  </message>
  <message>
   <source>Number of looks (0 = estimate)</source>
   <translation>Zahl der Looks (0 = schätzen)</translation>
  </message>
  <message>
   <source>Number of looks of the radar image (0 = estimate)</source>
   <translation>Zahl der Looks des Radarbildes (0 = schätzen)</translation>
  </message>
  <message>
   <source>Number of models</source>
   <translation>Zahl der Modelle</translation>
  </message>
  <message>
   <source>Number of models that cannot be used</source>
   <translation>Zahl der Modelle, die nicht zu gebrauchen sind</translation>
  </message>
  <message>
   <source>Number of polygons</source>
   <translation>Zahl der Polygone</translation>
  </message>
  <message>
   <source>Number of problems found</source>
   <translation>Zahl der gefundenen Probleme</translation>
  </message>
  <message>
   <source>Number of the date at which the first change is seen, from 2 (.tif); 0 where nothing changed. The report and the log say which date has which number.</source>
   <translation>Nummer der Aufnahme, an der die erste Änderung zu sehen ist, ab 2 (.tif); 0, wo sich nichts änderte. Bericht und Protokoll sagen, welche Aufnahme welche Nummer hat.</translation>
  </message>
  <message>
   <source>Number of the log's new entry</source>
   <translation>Nummer des neuen Eintrags im Protokoll</translation>
  </message>
  <message>
   <source>Numbers of red, green and blue, such as 3,2,1. Empty means the first three.</source>
   <translation>Nummern von Rot, Grün und Blau, etwa 3,2,1. Leer bedeutet die ersten drei.</translation>
  </message>
  <message>
   <source>Numbers of the bands to use in every raster, such as 1 or 1,2.</source>
   <translation>Nummern der Bänder, die in jedem Raster benutzt werden, etwa 1 oder 1,2.</translation>
  </message>
  <message>
   <source>Numbers of the bands, counted through the image and the further files, in the order in which the composite takes them: VV,VH or C11,C12_real,C12_imag,C22. For two dates one number, for both.</source>
   <translation>Nummern der Bänder, durch das Bild und die weiteren Dateien gezählt, in der Reihenfolge, in der das Komposit sie nimmt: VV,VH oder C11,C12_real,C12_imag,C22. Bei zwei Aufnahmen eine Nummer, für beide.</translation>
  </message>
  <message>
   <source>ONNX models (*.onnx)</source>
   <translation>ONNX-Modelle (*.onnx)</translation>
  </message>
  <message>
   <source>Odd. Larger windows have less noise and bias, and less detail.</source>
   <translation>Ungerade. Größere Fenster haben weniger Rauschen und Verzerrung, und weniger Einzelheiten.</translation>
  </message>
  <message>
   <source>Odd. Sentinel-1's complex pixels are four to six times finer across than along.</source>
   <translation>Ungerade. Sentinel-1s komplexe Pixel sind quer vier- bis sechsmal feiner als längs.</translation>
  </message>
  <message>
   <source>Of a larger extent the middle is taken, at full resolution.</source>
   <translation>Von einer größeren Ausdehnung wird die Mitte genommen, in voller Auflösung.</translation>
  </message>
  <message>
   <source>Of no effect where an explanation tells the threshold.</source>
   <translation>Ohne Wirkung, wo eine Erklärung den Schwellenwert angibt.</translation>
  </message>
  <message>
   <source>Of the network against the statistics, for the measures fused, adaptive and blend. 0: statistics only, 0.5: as fitted, 1: network only.</source>
   <translation>Des Netzes gegenüber der Statistik, für die Maße fused, adaptive und blend. 0: nur Statistik, 0.5: wie angepasst, 1: nur Netz.</translation>
  </message>
  <message>
   <source>Of the polygon; of no effect for undo.</source>
   <translation>Des Polygons; für undo ohne Wirkung.</translation>
  </message>
  <message>
   <source>Of the secondary's satellite and time, instead of the annotated one.</source>
   <translation>Vom Satelliten und der Zeit des Nebenprodukts, anstelle der mitgelieferten.</translation>
  </message>
  <message>
   <source>Of the test that all dates are equal (.tif).</source>
   <translation>Des Tests, dass alle Aufnahmen gleich sind (.tif).</translation>
  </message>
  <message>
   <source>Of the window, in radians.</source>
   <translation>Des Fensters, in Radiant.</translation>
  </message>
  <message>
   <source>Offset that geometry leaves in the middle, rows</source>
   <translation>Versatz, den die Geometrie in der Mitte übrig lässt, Zeilen</translation>
  </message>
  <message>
   <source>On the magnitude of the strength; of no effect where an explanation tells it.</source>
   <translation>Auf den Betrag der Stärke; ohne Wirkung, wo eine Erklärung ihn angibt.</translation>
  </message>
  <message>
   <source>One continuous image of the bursts of an SLC product, without doubled lines.</source>
   <translation>Ein durchgehendes Bild aus den Bursts eines SLC-Produkts, ohne doppelte Zeilen.</translation>
  </message>
  <message>
   <source>One polygon per connected change (.gpkg or .geojson).</source>
   <translation>Ein Polygon je zusammenhängender Änderung (.gpkg oder .geojson).</translation>
  </message>
  <message>
   <source>One polygon per connected change with direction, area in hectares on the ellipsoid, mean and greatest strength, dB before and after, mean p-value, agreement of the neighbours, share of flagged pixels, likely kind, and all that as a sentence (.gpkg or .geojson).</source>
   <translation>Ein Polygon je zusammenhängender Änderung mit Richtung, Fläche in Hektar auf dem Ellipsoid, mittlerer und größter Stärke, dB vorher und nachher, mittlerem p-Wert, Übereinstimmung der Nachbarn, Anteil gekennzeichneter Pixel, wahrscheinlicher Art und all dem als Satz (.gpkg oder .geojson).</translation>
  </message>
  <message>
   <source>Opacity by</source>
   <translation>Deckkraft nach</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Offen</translation>
  </message>
  <message>
   <source>Or give it another label:</source>
   <translation>Oder ihm eine andere Klasse geben:</translation>
  </message>
  <message>
   <source>Orbit file (EOF)</source>
   <translation>Orbitdatei (EOF)</translation>
  </message>
  <message>
   <source>Orbit file of the secondary (EOF)</source>
   <translation>Orbitdatei des Nebenprodukts (EOF)</translation>
  </message>
  <message>
   <source>Order</source>
   <translation>Reihenfolge</translation>
  </message>
  <message>
   <source>Orientations</source>
   <translation>Ausrichtungen</translation>
  </message>
  <message>
   <source>Overall accuracy</source>
   <translation>Gesamtgenauigkeit</translation>
  </message>
  <message>
   <source>Peak signal-to-noise ratio, dB</source>
   <translation>Spitzen-Signal-Rausch-Verhältnis, dB</translation>
  </message>
  <message>
   <source>Per pixel: dB before, after and difference of each band, p-value, share of the neighbours that agree, distance to the threshold, and quality flags (.tif).</source>
   <translation>Je Pixel: dB vorher, nachher und Differenz jedes Bandes, p-Wert, Anteil der Nachbarn, die übereinstimmen, Abstand vom Schwellwert und Merker für die Güte (.tif).</translation>
  </message>
  <message>
   <source>Phase</source>
   <translation>Phase</translation>
  </message>
  <message>
   <source>Picture of the series (REACTIV)</source>
   <translation>Bild der Reihe (REACTIV)</translation>
  </message>
  <message>
   <source>Pictures (pixels)</source>
   <translation>Bilder (Pixel)</translation>
  </message>
  <message>
   <source>Pixel size (0 means that of the image)</source>
   <translation>Pixelgröße (0 bedeutet die des Bildes)</translation>
  </message>
  <message>
   <source>Pixel size in units of the CRS</source>
   <translation>Pixelgröße in Einheiten des KBS</translation>
  </message>
  <message>
   <source>Pixels apart at which speckle is independent</source>
   <translation>Pixelabstand, ab dem Speckle unabhängig ist</translation>
  </message>
  <message>
   <source>Pixels by which the after image lies further down, before any correction; 0 where not known</source>
   <translation>Pixel, um die das Nachher-Bild weiter unten liegt, vor jeder Korrektur; 0, wo unbekannt</translation>
  </message>
  <message>
   <source>Pixels of a chip in no polygon get the label 2, none; else 0, not known.</source>
   <translation>Pixel eines Ausschnitts in keinem Polygon bekommen die Klasse 2, keine Änderung; sonst 0, unbekannt.</translation>
  </message>
  <message>
   <source>Pixels that became brighter</source>
   <translation>Pixel, die heller wurden</translation>
  </message>
  <message>
   <source>Pixels that became darker</source>
   <translation>Pixel, die dunkler wurden</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>Ort</translation>
  </message>
  <message>
   <source>Places of known truth, changed and unchanged ones; any coordinate reference system. Choose these or a reference raster.</source>
   <translation>Orte mit bekannter Wahrheit, veränderte und unveränderte; in beliebigem Koordinatenbezugssystem. Wählen Sie diese oder ein Referenzraster.</translation>
  </message>
  <message>
   <source>Points, lines or polygons with any coordinate reference system.</source>
   <translation>Punkte, Linien oder Polygone mit beliebigem Koordinatenbezugssystem.</translation>
  </message>
  <message>
   <source>Polarisation</source>
   <translation>Polarisation</translation>
  </message>
  <message>
   <source>Polarisations (none means all)</source>
   <translation>Polarisationen (keine bedeutet alle)</translation>
  </message>
  <message>
   <source>Polygon {number} has another label.</source>
   <translation>Polygon {number} hat eine andere Klasse.</translation>
  </message>
  <message>
   <source>Polygon {number} is accepted.</source>
   <translation>Polygon {number} ist angenommen.</translation>
  </message>
  <message>
   <source>Polygon {number} is rejected.</source>
   <translation>Polygon {number} ist abgelehnt.</translation>
  </message>
  <message>
   <source>Polygon {number} is skipped.</source>
   <translation>Polygon {number} ist übersprungen.</translation>
  </message>
  <message>
   <source>Polygon {number}: </source>
   <translation>Polygon {number}: </translation>
  </message>
  <message>
   <source>Polygons of a smaller area are left out.</source>
   <translation>Polygone mit kleinerer Fläche werden weggelassen.</translation>
  </message>
  <message>
   <source>Polygons that were written</source>
   <translation>Geschriebene Polygone</translation>
  </message>
  <message>
   <source>Positions in the image against exact geometry, pixels rms</source>
   <translation>Orte im Bild gegen die genaue Geometrie, Pixel rms</translation>
  </message>
  <message>
   <source>Precision: share of the calls that are right</source>
   <translation>Precision: Anteil der Meldungen, die richtig sind</translation>
  </message>
  <message>
   <source>Primary image</source>
   <translation>Hauptbild</translation>
  </message>
  <message>
   <source>Primary image in the same grid</source>
   <translation>Hauptbild im selben Gitter</translation>
  </message>
  <message>
   <source>Primary product</source>
   <translation>Hauptprodukt</translation>
  </message>
  <message>
   <source>Primary times conjugate of secondary, complex, not averaged.</source>
   <translation>Hauptbild mal konjugiertes Nebenbild, komplex, nicht gemittelt.</translation>
  </message>
  <message>
   <source>Probability from which on the set holds change</source>
   <translation>Wahrscheinlichkeit, ab der die Menge Änderung enthält</translation>
  </message>
  <message>
   <source>Probability of change</source>
   <translation>Änderungswahrscheinlichkeit</translation>
  </message>
  <message>
   <source>Probability of change and its standard deviation, for the measures with a network (.tif). The network runs three more times.</source>
   <translation>Wahrscheinlichkeit einer Änderung und ihre Standardabweichung, für die Maße mit einem Netz (.tif). Das Netz läuft dreimal mehr.</translation>
  </message>
  <message>
   <source>Probability that unchanged speckle differs as much</source>
   <translation>Wahrscheinlichkeit, dass sich unveränderter Speckle so stark unterscheidet</translation>
  </message>
  <message>
   <source>Probability up to which the set holds no change</source>
   <translation>Wahrscheinlichkeit, bis zu der die Menge keine Änderung enthält</translation>
  </message>
  <message>
   <source>Problem</source>
   <translation>Problem</translation>
  </message>
  <message>
   <source>Quantity of the input</source>
   <translation>Größe der Eingabe</translation>
  </message>
  <message>
   <source>Radar image</source>
   <translation>Radarbild</translation>
  </message>
  <message>
   <source>Radar images of one place in the order of their dates, or one image whose bands are the dates. Dates in file or band names (YYYYMMDD or YYYY-MM-DD) name the results.</source>
   <translation>Radarbilder eines Ortes in der Reihenfolge ihrer Daten, oder ein Bild, dessen Bänder die Aufnahmen sind. Daten in Datei- oder Bandnamen (JJJJMMTT oder JJJJ-MM-TT) benennen die Ergebnisse.</translation>
  </message>
  <message>
   <source>Radar images of one place, at least two dates, in any order; or one image whose bands are the dates. Rasters of the same day and different polarisation (VV, VH in their names) become one date.</source>
   <translation>Radarbilder eines Ortes, mindestens zwei Aufnahmen, in beliebiger Reihenfolge; oder ein Bild, dessen Bänder die Aufnahmen sind. Raster desselben Tages mit verschiedener Polarisation (VV, VH im Namen) werden zu einer Aufnahme.</translation>
  </message>
  <message>
   <source>Radar product</source>
   <translation>Radarprodukt</translation>
  </message>
  <message>
   <source>Radar to ground and back, pixels rms</source>
   <translation>Radar zum Boden und zurück, Pixel rms</translation>
  </message>
  <message>
   <source>Radarcode (map onto the radar's grid)</source>
   <translation>Radarkodieren (Karte in das Gitter des Radars)</translation>
  </message>
  <message>
   <source>Radarcode vectors (layers onto the radar's grid)</source>
   <translation>Vektoren radarkodieren (Layer in das Gitter des Radars)</translation>
  </message>
  <message>
   <source>Radarcoded layer</source>
   <translation>Radarkodierter Layer</translation>
  </message>
  <message>
   <source>Radarcoded raster</source>
   <translation>Radarkodiertes Raster</translation>
  </message>
  <message>
   <source>Radiometry</source>
   <translation>Radiometrie</translation>
  </message>
  <message>
   <source>Range looks (columns)</source>
   <translation>Looks in der Entfernung (Spalten)</translation>
  </message>
  <message>
   <source>Raster of the map</source>
   <translation>Raster der Karte</translation>
  </message>
  <message>
   <source>Reads all models anew and compares them with their cards.</source>
   <translation>Liest alle Modelle neu und vergleicht sie mit ihren Modellkarten.</translation>
  </message>
  <message>
   <source>Recall: share of the changes that are found</source>
   <translation>Recall: Anteil der Änderungen, die gefunden werden</translation>
  </message>
  <message>
   <source>Red, green and blue.</source>
   <translation>Rot, Grün und Blau.</translation>
  </message>
  <message>
   <source>Red, green, blue (.tif): hue tells when a pixel was brightest, saturation how much more it varied than speckle does, value how bright it was at most.</source>
   <translation>Rot, Grün, Blau (.tif): der Farbton sagt, wann ein Pixel am hellsten war, die Sättigung, wie viel mehr es schwankte als Speckle, die Helligkeit, wie hell es höchstens war.</translation>
  </message>
  <message>
   <source>Reduces speckle in a radar image, band by band, so both polarisations are done in one run. Filters work on linear intensity whatever the scale of the input; missing pixels stay missing and never spread. Each filter's line below says when to use which. The output lies on the grid of the input, as a cloud-optimised GeoTIFF.</source>
   <translation>Mindert den Speckle eines Radarbildes, Band für Band, beide Polarisationen also in einem Lauf. Filter arbeiten auf linearer Intensität, welche Skala die Eingabe auch hat; fehlende Pixel bleiben fehlend und breiten sich nie aus. Die Zeile jedes Filters unten sagt, wann welcher zu nehmen ist. Die Ausgabe liegt auf dem Gitter der Eingabe, als Cloud-optimiertes GeoTIFF.</translation>
  </message>
  <message>
   <source>Reduces speckle in a series of radar images of the same place, using what the dates have in common: less speckle than from any single date at the same resolution. Give at least two rasters, one per date, or one raster whose bands are the dates. Dates on another grid are resampled onto that of the first. Pixels that are missing on a date stay missing there and leave the other dates as they are. quegan_yu keeps each date's local mean. rabasar filters the ratio of each date to the mean of all, which keeps more detail of the ground. The outputs are one raster with all dates as bands, a folder with one raster per date, or both.</source>
   <translation>Mindert den Speckle einer Reihe von Radarbildern desselben Ortes mit dem, was die Aufnahmen gemeinsam haben: weniger Speckle als aus einer einzelnen Aufnahme gleicher Auflösung. Geben Sie mindestens zwei Raster an, eines je Aufnahme, oder ein Raster, dessen Bänder die Aufnahmen sind. Aufnahmen auf einem anderen Gitter werden auf das der ersten umgetastet. Pixel, die in einer Aufnahme fehlen, fehlen dort weiterhin und lassen die anderen Aufnahmen, wie sie sind. quegan_yu behält das lokale Mittel jeder Aufnahme. rabasar filtert das Verhältnis jeder Aufnahme zum Mittel aller, was mehr Einzelheiten des Bodens erhält. Ausgaben sind ein Raster mit allen Aufnahmen als Bänder, ein Ordner mit einem Raster je Aufnahme, oder beides.</translation>
  </message>
  <message>
   <source>Reference picture</source>
   <translation>Referenzbild</translation>
  </message>
  <message>
   <source>Reference polygons</source>
   <translation>Referenzpolygone</translation>
  </message>
  <message>
   <source>Reference raster</source>
   <translation>Referenzraster</translation>
  </message>
  <message>
   <source>Reject</source>
   <translation>Ablehnen</translation>
  </message>
  <message>
   <source>Rejected</source>
   <translation>Abgelehnt</translation>
  </message>
  <message>
   <source>Rejected polygons, too</source>
   <translation>Auch abgelehnte Polygone</translation>
  </message>
  <message>
   <source>Relabelled</source>
   <translation>Umbenannt</translation>
  </message>
  <message>
   <source>Remove it</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Remove it instead</source>
   <translation>Statt dessen entfernen</translation>
  </message>
  <message>
   <source>Remove the gain between the dates</source>
   <translation>Pegelunterschied der Aufnahmen entfernen</translation>
  </message>
  <message>
   <source>Removes the folder from the QGIS profile.</source>
   <translation>Entfernt den Ordner aus dem QGIS-Profil.</translation>
  </message>
  <message>
   <source>Removes what is weaker than thermal noise at the ends of the lines of GRD images.</source>
   <translation>Entfernt an den Zeilenenden von GRD-Bildern, was schwächer als das thermische Rauschen ist.</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>Resamples the image of a secondary product onto the radar grid of a primary one, by both orbits and a terrain model; what offset is left is measured by correlation, and corrected where it is significant. Single-look complex images keep their phase (Sentinel-1's bursts are deramped and reramped); detected images are resampled as intensity. The grid is that of the calibrated image: bursts merged.</source>
   <translation>Bringt das Bild eines Nebenprodukts auf das Radargitter eines Hauptprodukts, über beide Orbits und ein Geländemodell; der verbleibende Versatz wird durch Korrelation gemessen und korrigiert, wo er signifikant ist. Komplexe Bilder (Single Look) behalten ihre Phase (die Bursts von Sentinel-1 werden dazu in Azimut demoduliert und wieder moduliert); detektierte Bilder werden als Intensität neu abgetastet. Das Gitter ist das des kalibrierten Bildes: Bursts zusammengefügt.</translation>
  </message>
  <message>
   <source>Resampling</source>
   <translation>Umtastung</translation>
  </message>
  <message>
   <source>Resampling (of detected images)</source>
   <translation>Neuabtastung (detektierter Bilder)</translation>
  </message>
  <message>
   <source>Resampling that was used</source>
   <translation>Umtastung, die benutzt wurde</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>Prüfung</translation>
  </message>
  <message>
   <source>Review queue</source>
   <translation>Prüfung von Änderungen</translation>
  </message>
  <message>
   <source>Reviewed polygons</source>
   <translation>Geprüfte Polygone</translation>
  </message>
  <message>
   <source>Reviewer</source>
   <translation>Prüfer</translation>
  </message>
  <message>
   <source>Rightly called unchanged (pixels)</source>
   <translation>Zu Recht unverändert genannt (Pixel)</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>Rows and columns at most (0 = all)</source>
   <translation>Zeilen und Spalten höchstens (0 = alle)</translation>
  </message>
  <message>
   <source>Rows and columns of a chip.</source>
   <translation>Zeilen und Spalten eines Ausschnitts.</translation>
  </message>
  <message>
   <source>Rows and columns of the pictures of the surroundings.</source>
   <translation>Zeilen und Spalten der Bilder der Umgebung.</translation>
  </message>
  <message>
   <source>Rows of the image</source>
   <translation>Zeilen des Bildes</translation>
  </message>
  <message>
   <source>Rows of the map</source>
   <translation>Zeilen der Karte</translation>
  </message>
  <message>
   <source>Rows of the output</source>
   <translation>Zeilen der Ausgabe</translation>
  </message>
  <message>
   <source>Rows of the table</source>
   <translation>Zeilen der Tabelle</translation>
  </message>
  <message>
   <source>Rows of the window</source>
   <translation>Zeilen des Fensters</translation>
  </message>
  <message>
   <source>Rows that are averaged into one.</source>
   <translation>Zeilen, die zu einer gemittelt werden.</translation>
  </message>
  <message>
   <source>Running...</source>
   <translation>Läuft...</translation>
  </message>
  <message>
   <source>Runs a model once on the middle of a radar image, to see whether the two fit, how fast it is here, and what numbers come out. Nothing is written. It can feed images in the scale that the model's card states, and the number of looks; a model that wants more is refused with a sentence.</source>
   <translation>Lässt ein Modell einmal auf der Mitte eines Radarbildes laufen, um zu sehen, ob beide zusammenpassen, wie schnell es hier ist und welche Zahlen herauskommen. Es wird nichts geschrieben. Es kann Bilder in der Skala liefern, die die Modellkarte angibt, und die Zahl der Looks; ein Modell, das mehr will, wird mit einem Satz abgelehnt.</translation>
  </message>
  <message>
   <source>Runs it on the middle of what the map shows, {most} x {most} pixels at most. What is measured from the image, such as looks and thresholds, is measured from that part and may differ from the whole's.</source>
   <translation>Rechnet auf der Mitte dessen, was die Karte zeigt, höchstens {most} x {most} Pixel. Was aus dem Bild gemessen wird, etwa Looks und Schwellwerte, wird aus diesem Teil gemessen und kann vom Ganzen abweichen.</translation>
  </message>
  <message>
   <source>Runs the model once on the middle of the layer; nothing is written.</source>
   <translation>Lässt das Modell einmal auf der Mitte des Layers laufen; es wird nichts geschrieben.</translation>
  </message>
  <message>
   <source>Same weights in all bands</source>
   <translation>Gleiche Gewichte in allen Bändern</translation>
  </message>
  <message>
   <source>Sample of the image against it, rms</source>
   <translation>Bildspalte dagegen, rms</translation>
  </message>
  <message>
   <source>Samples of the image in one column of the output.</source>
   <translation>Bildspalten in einer Spalte der Ausgabe.</translation>
  </message>
  <message>
   <source>Says what AuroraSAR runs on: versions of QGIS, Python and the libraries, the machine, onnxruntime with its devices, the models with their licences and whether their checksums are right, and which folders can be written to. Paste the text into an issue when something does not work. It reads no image and sends nothing.</source>
   <translation>Sagt, worauf AuroraSAR läuft: Versionen von QGIS, Python und den Bibliotheken, den Rechner, onnxruntime mit seinen Geräten, die Modelle mit ihren Lizenzen und ob ihre Prüfsummen stimmen, und in welche Ordner geschrieben werden kann. Fügen Sie den Text in eine Fehlermeldung ein, wenn etwas nicht geht. Es liest kein Bild und sendet nichts.</translation>
  </message>
  <message>
   <source>Scale</source>
   <translation>Skala</translation>
  </message>
  <message>
   <source>Scale of the after image</source>
   <translation>Skala des Nachher-Bildes</translation>
  </message>
  <message>
   <source>Scale of the before image</source>
   <translation>Skala des Vorher-Bildes</translation>
  </message>
  <message>
   <source>Scale of the image after</source>
   <translation>Skala des Bildes danach</translation>
  </message>
  <message>
   <source>Scale of the image before</source>
   <translation>Skala des Bildes davor</translation>
  </message>
  <message>
   <source>Scale of the images</source>
   <translation>Skala der Bilder</translation>
  </message>
  <message>
   <source>Scale of the input</source>
   <translation>Skala der Eingabe</translation>
  </message>
  <message>
   <source>Scale of the inputs</source>
   <translation>Skala der Eingaben</translation>
  </message>
  <message>
   <source>Scale of the output</source>
   <translation>Skala der Ausgabe</translation>
  </message>
  <message>
   <source>Scale of the radar image</source>
   <translation>Skala des Radarbildes</translation>
  </message>
  <message>
   <source>Scaled probability</source>
   <translation>Skalierte Wahrscheinlichkeit</translation>
  </message>
  <message>
   <source>Sea level where the terrain model has no heights</source>
   <translation>Meeresspiegel, wo das Geländemodell keine Höhen hat</translation>
  </message>
  <message>
   <source>Second date (for change)</source>
   <translation>Zweite Aufnahme (für Änderung)</translation>
  </message>
  <message>
   <source>Secondary image</source>
   <translation>Nebenbild</translation>
  </message>
  <message>
   <source>Secondary image on the primary's grid</source>
   <translation>Nebenbild auf dem Gitter des Hauptbildes</translation>
  </message>
  <message>
   <source>Secondary product</source>
   <translation>Nebenprodukt</translation>
  </message>
  <message>
   <source>See above.</source>
   <translation>Siehe oben.</translation>
  </message>
  <message>
   <source>Sentinel-1 (the zip, the SAFE folder or its manifest.safe), or a file in NISAR's form (.h5).</source>
   <translation>Sentinel-1 (das ZIP, der SAFE-Ordner oder seine manifest.safe) oder eine Datei in der Form von NISAR (.h5).</translation>
  </message>
  <message>
   <source>Sentinel-1 VH at 10 m, not despeckled: amplitude, intensity or decibel. The output lies on its grid.</source>
   <translation>Sentinel-1 VH mit 10 m, nicht entrauscht: Amplitude, Intensität oder Dezibel. Die Ausgabe liegt auf seinem Gitter.</translation>
  </message>
  <message>
   <source>Sentinel-1 product</source>
   <translation>Sentinel-1-Produkt</translation>
  </message>
  <message>
   <source>Separated by commas, such as 255 or 1,3.</source>
   <translation>Durch Kommas getrennt, etwa 255 oder 1,3.</translation>
  </message>
  <message>
   <source>Separated by commas, such as VV,VH. All of them if none is named.</source>
   <translation>Durch Kommas getrennt, etwa VV,VH. Alle, wenn keine genannt ist.</translation>
  </message>
  <message>
   <source>Series</source>
   <translation>Zeitreihe</translation>
  </message>
  <message>
   <source>Shapes that were drawn</source>
   <translation>Formen, die gezeichnet wurden</translation>
  </message>
  <message>
   <source>Shapes without a value, or without a place in the image</source>
   <translation>Formen ohne Wert, oder ohne Ort im Bild</translation>
  </message>
  <message>
   <source>Share of errors</source>
   <translation>Anteil der Fehler</translation>
  </message>
  <message>
   <source>Share of layover among the pixels whose ground is known, 0 to 1</source>
   <translation>Anteil von Layover an den Pixeln, deren Boden bekannt ist, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of layover among them, 0 to 1</source>
   <translation>Anteil von Layover daran, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of layover on the terrain inside the image, 0 to 1</source>
   <translation>Anteil von Layover am Gelände innerhalb des Bildes, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of pixels beyond the limits, of the quantity of which most are, 0 to 1</source>
   <translation>Anteil der Pixel jenseits der Grenzen, bei der Größe mit den meisten, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of pixels on an edge of the colours, 0 to 1</source>
   <translation>Anteil der Pixel auf einer Farbkante, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of pixels that were compared, 0 to 1</source>
   <translation>Anteil der Pixel, die verglichen wurden, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of pixels with a shape among those whose ground is known, 0 to 1</source>
   <translation>Anteil der Pixel mit einer Form an denen, deren Boden bekannt ist, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of pixels with data whose colours faded, 0 to 1</source>
   <translation>Anteil der Pixel mit Daten, deren Farben verblasst sind, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of pixels with structure left in the ratio image (0.005 by chance if uncorrelated)</source>
   <translation>Anteil der Pixel mit Struktur im Quotientenbild (0,005 durch Zufall, wenn unkorreliert)</translation>
  </message>
  <message>
   <source>Share of shadow among them, 0 to 1</source>
   <translation>Anteil von Schatten daran, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of shadow there, 0 to 1</source>
   <translation>Anteil von Schatten dort, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of the changed, and of the unchanged, pixels whose answer may miss the truth.</source>
   <translation>Anteil der veränderten und der unveränderten Pixel, deren Antwort die Wahrheit verfehlen darf.</translation>
  </message>
  <message>
   <source>Share of the edges' squared contrast at such pixels, 0 to 1</source>
   <translation>Anteil des quadrierten Kantenkontrasts an solchen Pixeln, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of the first output that is finite, 0 to 1</source>
   <translation>Endlicher Anteil der ersten Ausgabe, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of the image at mean sea level for want of heights, 0 to 1</source>
   <translation>Anteil des Bildes auf mittlerem Meeresspiegel mangels Höhen, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of the image on the terrain model, 0 to 1</source>
   <translation>Anteil des Bildes auf dem Geländemodell, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of the pixels around that are of the same class, 0 to 1</source>
   <translation>Anteil der Pixel ringsum, die derselben Klasse angehören, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of the pixels that were compared</source>
   <translation>Anteil der Pixel, die verglichen wurden</translation>
  </message>
  <message>
   <source>Share of the pixels that were read, 0 to 1</source>
   <translation>Anteil der Pixel, die gelesen wurden, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of the pixels whose ground is known, 0 to 1</source>
   <translation>Anteil der Pixel, deren Boden bekannt ist, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of the pixels with at least two valid dates, 0 to 1</source>
   <translation>Anteil der Pixel mit mindestens zwei gültigen Aufnahmen, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of the pixels with data, 0 to 1</source>
   <translation>Anteil der Pixel mit Daten, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of the tiles that agree on it, 0 to 1</source>
   <translation>Anteil der Kacheln, die darin übereinstimmen, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of the unchanged pixels that each test may call changed.</source>
   <translation>Anteil der unveränderten Pixel, den jeder Test geändert nennen darf.</translation>
  </message>
  <message>
   <source>Share of the valid pixels in which nothing but noise was left, 0 to 1</source>
   <translation>Anteil der gültigen Pixel, in denen nur Rauschen übrig blieb, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of the valid pixels that changed at least once, 0 to 1</source>
   <translation>Anteil der gültigen Pixel, die sich mindestens einmal änderten, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of the valid pixels with the answer change</source>
   <translation>Anteil der gültigen Pixel mit der Antwort Änderung</translation>
  </message>
  <message>
   <source>Share of these that have no edge in the radar image, 0 to 1</source>
   <translation>Anteil davon ohne Kante im Radarbild, 0 bis 1</translation>
  </message>
  <message>
   <source>Share of unchanged places that each test may call changed.</source>
   <translation>Anteil der unveränderten Orte, die jeder Test verändert nennen darf.</translation>
  </message>
  <message>
   <source>Share of valid pixels, 0 to 1</source>
   <translation>Anteil gültiger Pixel, 0 bis 1</translation>
  </message>
  <message>
   <source>Shifts the change strength so that unchanged ground lies at 0 dB. For images that are not calibrated, or from different products. Not advisable where most of the area changed.</source>
   <translation>Verschiebt die Änderungsstärke so, dass unveränderter Boden bei 0 dB liegt. Für Bilder, die nicht kalibriert sind oder aus verschiedenen Produkten stammen. Nicht ratsam, wo sich der größte Teil der Fläche änderte.</translation>
  </message>
  <message>
   <source>Show this date alone, over everything else.</source>
   <translation>Nur diese Aufnahme zeigen, über allem anderen.</translation>
  </message>
  <message>
   <source>Shows what others have decided in the meantime.</source>
   <translation>Zeigt, was andere inzwischen entschieden haben.</translation>
  </message>
  <message>
   <source>Side of the means around the place, in pixels.</source>
   <translation>Seite der Mittel um den Ort, in Pixeln.</translation>
  </message>
  <message>
   <source>Side of the square window in pixels, an odd number from 3.</source>
   <translation>Seite des quadratischen Fensters in Pixeln, eine ungerade Zahl ab 3.</translation>
  </message>
  <message>
   <source>Side of the square window in pixels, an odd number from 3. Larger windows smooth more and blur more. refined_lee, learned, ppb have windows of their own.</source>
   <translation>Seite des quadratischen Fensters in Pixeln, eine ungerade Zahl ab 3. Größere Fenster glätten und verwischen mehr. refined_lee, learned, ppb haben eigene Fenster.</translation>
  </message>
  <message>
   <source>Side of the square window of the local means, and of the filters that have one.</source>
   <translation>Seite des quadratischen Fensters der lokalen Mittel, und der Filter, die eines haben.</translation>
  </message>
  <message>
   <source>Side of the square window over which intensity and C2 are averaged first: less speckle, less detail.</source>
   <translation>Seite des quadratischen Fensters, über das Intensität und C2 zuerst gemittelt werden: weniger Speckle, weniger Einzelheiten.</translation>
  </message>
  <message>
   <source>Signed change strength</source>
   <translation>Änderungsstärke mit Vorzeichen</translation>
  </message>
  <message>
   <source>Signed, in dB; of the first band.</source>
   <translation>Mit Vorzeichen, in dB; des ersten Bandes.</translation>
  </message>
  <message>
   <source>Significance</source>
   <translation>Signifikanz</translation>
  </message>
  <message>
   <source>Significance along the series</source>
   <translation>Signifikanz entlang der Zeitreihe</translation>
  </message>
  <message>
   <source>Significance of each test, as given or as the false discovery rate asks for</source>
   <translation>Signifikanz jedes Tests, wie gegeben oder wie die Rate falscher Entdeckungen sie verlangt</translation>
  </message>
  <message>
   <source>Significance per date</source>
   <translation>Signifikanz je Aufnahme</translation>
  </message>
  <message>
   <source>Simulated image</source>
   <translation>Simuliertes Bild</translation>
  </message>
  <message>
   <source>Size of the folder in megabytes; 0 once removed</source>
   <translation>Größe des Ordners in Megabyte; 0, wenn entfernt</translation>
  </message>
  <message>
   <source>Skip</source>
   <translation>Überspringen</translation>
  </message>
  <message>
   <source>Skipped</source>
   <translation>Übersprungen</translation>
  </message>
  <message>
   <source>Slant range against the product's geolocation grid, mm rms</source>
   <translation>Schrägentfernung gegen das Geolokationsgitter des Produkts, mm rms</translation>
  </message>
  <message>
   <source>Smallest change (pixels)</source>
   <translation>Kleinste Änderung (Pixel)</translation>
  </message>
  <message>
   <source>Smallest polygon (hectares)</source>
   <translation>Kleinstes Polygon (Hektar)</translation>
  </message>
  <message>
   <source>Smallest value of the first output</source>
   <translation>Kleinster Wert der ersten Ausgabe</translation>
  </message>
  <message>
   <source>Smoothing of the log-ratio (pixels)</source>
   <translation>Glättung des Log-Verhältnisses (Pixel)</translation>
  </message>
  <message>
   <source>Speckle</source>
   <translation>Speckle</translation>
  </message>
  <message>
   <source>Speckle filter quality</source>
   <translation>Güte eines Speckle-Filters</translation>
  </message>
  <message>
   <source>Spectral angle, mean, degrees (ideal 0)</source>
   <translation>Spektralwinkel, Mittel, Grad (ideal 0)</translation>
  </message>
  <message>
   <source>Speed</source>
   <translation>Geschwindigkeit</translation>
  </message>
  <message>
   <source>Standard deviation of the Gaussian window of the measure smoothed_log_ratio. Smaller keeps smaller changes.</source>
   <translation>Standardabweichung des Gauß-Fensters des Maßes smoothed_log_ratio. Kleiner behält kleinere Änderungen.</translation>
  </message>
  <message>
   <source>Standard error of the offset, pixels</source>
   <translation>Standardfehler des Versatzes, Pixel</translation>
  </message>
  <message>
   <source>Standard error of the shift in pixels; 0 where it is not known</source>
   <translation>Standardfehler des Versatzes in Pixeln; 0, wo unbekannt</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <source>Stretch</source>
   <translation>Streckung</translation>
  </message>
  <message>
   <source>Structural similarity, Wang et al. 2004, mean of the bands (ideal 1)</source>
   <translation>Strukturelle Ähnlichkeit, Wang et al. 2004, Mittel der Bänder (ideal 1)</translation>
  </message>
  <message>
   <source>Subtract thermal noise</source>
   <translation>Thermisches Rauschen abziehen</translation>
  </message>
  <message>
   <source>Swath (of SLC products)</source>
   <translation>Streifen (von SLC-Produkten)</translation>
  </message>
  <message>
   <source>Table of dates</source>
   <translation>Tabelle der Aufnahmedaten</translation>
  </message>
  <message>
   <source>Take back your last decision; the log keeps both.</source>
   <translation>Ihre letzte Entscheidung zurücknehmen; das Protokoll behält beide.</translation>
  </message>
  <message>
   <source>Task</source>
   <translation>Aufgabe</translation>
  </message>
  <message>
   <source>Tells where and when the backscatter changed in a series of radar images of one place, how often, and in which direction, by the sequential omnibus likelihood-ratio test (Conradsen et al. 2016). Give one raster per date with one or more polarisations, one raster per date and polarisation, or one raster whose bands are the dates. The images should not be despeckled, and the looks should be right: then the false alarm rate is the significance that is asked for. Dates are put in order of time, which is taken from metadata, file or band names, or a table, and are brought onto the grid of the first raster given. Missing pixels are passed over.</source>
   <translation>Sagt, wo und wann sich die Rückstreuung in einer Reihe von Radarbildern eines Ortes änderte, wie oft und in welche Richtung, mit dem sequentiellen Omnibus-Likelihood-Quotienten-Test (Conradsen et al. 2016). Geben Sie ein Raster je Aufnahme mit einer oder mehreren Polarisationen an, ein Raster je Aufnahme und Polarisation, oder ein Raster, dessen Bänder die Aufnahmen sind. Die Bilder sollten nicht gefiltert sein, und die Looks sollten stimmen: dann ist die Rate falscher Alarme die verlangte Signifikanz. Die Aufnahmen werden nach der Zeit geordnet, die aus Metadaten, Datei- oder Bandnamen oder einer Tabelle kommt, und auf das Gitter des ersten Rasters gebracht. Fehlende Pixel werden übergangen.</translation>
  </message>
  <message>
   <source>Tells why one place was called changed or not: its backscatter on both dates in decibel, how much each polarisation contributes to the decision, the likely kind of change in a sentence with what makes it doubtful, pictures of the surroundings, and on request the values along a series with the dates at which they changed. With the strength and the explanation that 'Detect change between two dates' writes, the figures are those of that run; else they are made from means around the place and the threshold that is given.</source>
   <translation>Sagt, warum ein Ort verändert oder unverändert genannt wurde: seine Rückstreuung in beiden Aufnahmen in Dezibel, wie viel jede Polarisation zur Entscheidung beiträgt, die wahrscheinliche Art der Änderung in einem Satz mit dem, was daran zweifeln lässt, Bilder der Umgebung, und auf Wunsch die Werte entlang einer Zeitreihe mit den Tagen, an denen sie sich änderten. Mit der Stärke und der Erklärung, die das Finden von Änderungen zwischen zwei Aufnahmen schreibt, sind die Zahlen die jenes Laufs; sonst werden sie aus Mitteln um den Ort und dem gegebenen Schwellenwert gemacht.</translation>
  </message>
  <message>
   <source>Terrain model (DEM)</source>
   <translation>Geländemodell (DGM)</translation>
  </message>
  <message>
   <source>The band of the map to judge.</source>
   <translation>Das Band der Karte, das zu beurteilen ist.</translation>
  </message>
  <message>
   <source>The band that holds the truth.</source>
   <translation>Das Band, das die Wahrheit enthält.</translation>
  </message>
  <message>
   <source>The band to compare, of both images.</source>
   <translation>Das Band beider Bilder, das verglichen wird.</translation>
  </message>
  <message>
   <source>The bands that the model takes, in the order of its polarisations; of none chosen those that are named so. All of them if none is chosen.</source>
   <translation>Die Bänder, die das Modell nimmt, in der Reihenfolge seiner Polarisationen; ist keines gewählt, die so benannten. Ist keines gewählt und keines so benannt, alle.</translation>
  </message>
  <message>
   <source>The bands to average. All of them if none is chosen.</source>
   <translation>Die Bänder, die gemittelt werden. Alle, wenn keines gewählt ist.</translation>
  </message>
  <message>
   <source>The bands to bring over. All of them if none is chosen.</source>
   <translation>Die Bänder, die hinübergebracht werden. Alle, wenn keines gewählt ist.</translation>
  </message>
  <message>
   <source>The bands to filter, such as VV and VH. All of them if none is chosen.</source>
   <translation>Die Bänder, die gefiltert werden, etwa VV und VH. Alle, wenn keines gewählt ist.</translation>
  </message>
  <message>
   <source>The bands to geocode. All of them if none is chosen.</source>
   <translation>Die Bänder, die geokodiert werden. Alle, wenn keines gewählt ist.</translation>
  </message>
  <message>
   <source>The bands to measure. All of them if none is chosen.</source>
   <translation>Die Bänder, die gemessen werden. Alle, wenn keines gewählt ist.</translation>
  </message>
  <message>
   <source>The choice is kept.</source>
   <translation>Die Wahl ist gespeichert.</translation>
  </message>
  <message>
   <source>The date at which most changes are seen</source>
   <translation>Die Aufnahme, an der die meisten Änderungen zu sehen sind</translation>
  </message>
  <message>
   <source>The decision about polygon {number} is taken back.</source>
   <translation>Die Entscheidung über Polygon {number} ist zurückgenommen.</translation>
  </message>
  <message>
   <source>The earlier date.</source>
   <translation>Die frühere Aufnahme.</translation>
  </message>
  <message>
   <source>The earlier date. Its grid is the grid of the outputs.</source>
   <translation>Die frühere Aufnahme. Ihr Gitter ist das Gitter der Ausgaben.</translation>
  </message>
  <message>
   <source>The explanation in words</source>
   <translation>Die Erklärung in Worten</translation>
  </message>
  <message>
   <source>The explanation that aurorasar:detectchange wrote with the strength: polygons then carry dB before and after, p-value, flags, likely kind and a sentence.</source>
   <translation>Die Erklärung, die aurorasar:detectchange mit der Stärke geschrieben hat: Polygone tragen dann dB vorher und nachher, p-Wert, Kennzeichen, wahrscheinliche Art und einen Satz.</translation>
  </message>
  <message>
   <source>The image of the second date, for composites of two dates. It may lie on another grid.</source>
   <translation>Das Bild der zweiten Aufnahme, für Komposite aus zwei Aufnahmen. Es darf auf einem anderen Gitter liegen.</translation>
  </message>
  <message>
   <source>The label that the polygon has now</source>
   <translation>Die Klasse, die das Polygon jetzt hat</translation>
  </message>
  <message>
   <source>The later date.</source>
   <translation>Die spätere Aufnahme.</translation>
  </message>
  <message>
   <source>The later date. It is resampled where its grid differs.</source>
   <translation>Die spätere Aufnahme. Sie wird umgetastet, wo ihr Gitter abweicht.</translation>
  </message>
  <message>
   <source>The layer has no polygons.</source>
   <translation>Der Layer hat keine Polygone.</translation>
  </message>
  <message>
   <source>The learned filter needs the library onnxruntime; everything else works without it. This puts the one version that was tested with this Python into a folder of the QGIS profile and uses it at once, without a restart and without administrator rights. QGIS's own Python stays as it is. pip fetches it, from where pip is set up to fetch; without a network give a wheel file or a folder that holds one. Its checksum is checked.</source>
   <translation>Der gelernte Filter braucht die Bibliothek onnxruntime; alles andere geht ohne. Dies legt die eine Version, die mit diesem Python geprüft wurde, in einen Ordner des QGIS-Profils und benutzt sie sofort, ohne Neustart und ohne Administratorrechte. QGIS' eigenes Python bleibt, wie es ist. pip holt sie, von dort, wo pip zu holen eingerichtet ist; ohne Netz geben Sie eine Wheel-Datei an oder einen Ordner, der eine enthält. Ihre Prüfsumme wird geprüft.</translation>
  </message>
  <message>
   <source>The limits, as LIMITS of other scenes takes them</source>
   <translation>Die Grenzen, wie LIMITS anderer Szenen sie nimmt</translation>
  </message>
  <message>
   <source>The model has been added.</source>
   <translation>Das Modell wurde hinzugefügt.</translation>
  </message>
  <message>
   <source>The model has been removed.</source>
   <translation>Das Modell wurde entfernt.</translation>
  </message>
  <message>
   <source>The models and their cards, as JSON</source>
   <translation>Die Modelle und ihre Modellkarten, als JSON</translation>
  </message>
  <message>
   <source>The name of a model that was added. Those that come with AuroraSAR stay.</source>
   <translation>Der Name eines hinzugefügten Modells. Die, die mit AuroraSAR kommen, bleiben.</translation>
  </message>
  <message>
   <source>The name of a model, as 'Models' (aurorasar:models) lists it.</source>
   <translation>Der Name eines Modells, wie 'Modelle' (aurorasar:models) ihn auflistet.</translation>
  </message>
  <message>
   <source>The network looks at the image turned and mirrored in so many ways. More make calmer colours and a better confidence, and take as many times as long.</source>
   <translation>Das Netz sieht das Bild in so vielen Ausrichtungen, gedreht und gespiegelt. Mehr ergeben ruhigere Farben und ein besseres Vertrauen und brauchen ein Vielfaches der Zeit.</translation>
  </message>
  <message>
   <source>The opacity must lie on the grid of the change strength: choose one of its run.</source>
   <translation>Die Deckkraft muss auf dem Gitter der Änderungsstärke liegen: Wählen Sie eine aus demselben Lauf.</translation>
  </message>
  <message>
   <source>The outcome in words</source>
   <translation>Das Ergebnis in Worten</translation>
  </message>
  <message>
   <source>The output of that name of the same run, with its strength.</source>
   <translation>Die Ausgabe dieses Namens aus demselben Lauf, mit ihrer Stärke.</translation>
  </message>
  <message>
   <source>The output of that name of the same run, with its strength; optional.</source>
   <translation>Die Ausgabe dieses Namens aus demselben Lauf, mit ihrer Stärke; freiwillig.</translation>
  </message>
  <message>
   <source>The preview shows the middle of the map.</source>
   <translation>Die Vorschau zeigt die Mitte der Karte.</translation>
  </message>
  <message>
   <source>The probability after Platt's scaling to the places of known truth (.tif).</source>
   <translation>Die Wahrscheinlichkeit nach Platts Skalierung auf die Orte mit bekannter Wahrheit (.tif).</translation>
  </message>
  <message>
   <source>The radar image.</source>
   <translation>Das Radarbild.</translation>
  </message>
  <message>
   <source>The run failed without saying why: see the log.</source>
   <translation>Der Lauf schlug fehl, ohne zu sagen warum: siehe das Protokoll.</translation>
  </message>
  <message>
   <source>The same after scaling, held out; 0 where not known</source>
   <translation>Dasselbe nach der Skalierung, zurückgehalten; 0, wo es nicht bekannt ist</translation>
  </message>
  <message>
   <source>The same as a page (.html).</source>
   <translation>Dasselbe als Seite (.html).</translation>
  </message>
  <message>
   <source>The same for programs (.json).</source>
   <translation>Dasselbe für Programme (.json).</translation>
  </message>
  <message>
   <source>The same image after a speckle filter, on the same grid.</source>
   <translation>Dasselbe Bild nach einem Speckle-Filter, auf demselben Gitter.</translation>
  </message>
  <message>
   <source>The same in columns</source>
   <translation>Dasselbe in Spalten</translation>
  </message>
  <message>
   <source>The same of both</source>
   <translation>Dasselbe von beides</translation>
  </message>
  <message>
   <source>The same of neither</source>
   <translation>Dasselbe von keines von beiden</translation>
  </message>
  <message>
   <source>The same of no change</source>
   <translation>Dasselbe von keine Änderung</translation>
  </message>
  <message>
   <source>The same of the last change (.tif).</source>
   <translation>Dasselbe für die letzte Änderung (.tif).</translation>
  </message>
  <message>
   <source>The same of unchanged pixels</source>
   <translation>Dasselbe von unveränderten Pixeln</translation>
  </message>
  <message>
   <source>The same on the after image</source>
   <translation>Dasselbe im Bild nachher</translation>
  </message>
  <message>
   <source>The same share of places taken at random, 0 to 1</source>
   <translation>Derselbe Anteil zufällig gewählter Stellen, 0 bis 1</translation>
  </message>
  <message>
   <source>The same to the right</source>
   <translation>Dasselbe nach rechts</translation>
  </message>
  <message>
   <source>The same, at most</source>
   <translation>Dasselbe, höchstens</translation>
  </message>
  <message>
   <source>The speckle filter for the ratio of each date to the mean of all: boxcar, median, lee, kuan, enhanced_lee, frost, enhanced_frost, gamma_map, refined_lee, lee_sigma, learned, ppb. See aurorasar:despeckle for when to use which.</source>
   <translation>Der Speckle-Filter für das Verhältnis jeder Aufnahme zum Mittel aller: boxcar, median, lee, kuan, enhanced_lee, frost, enhanced_frost, gamma_map, refined_lee, lee_sigma, learned, ppb. Wann welcher zu nehmen ist, steht bei aurorasar:despeckle.</translation>
  </message>
  <message>
   <source>The truth as a raster; on another grid it is resampled. Choose this or polygons.</source>
   <translation>Die Wahrheit als Raster; auf einem anderen Gitter wird es umgetastet. Wählen Sie dies oder Polygone.</translation>
  </message>
  <message>
   <source>The value of full brightness. 0 means 255 of 8-bit pictures; others need it.</source>
   <translation>Der Wert voller Helligkeit. 0 bedeutet 255 bei 8-Bit-Bildern; andere brauchen ihn.</translation>
  </message>
  <message>
   <source>The zip as downloaded, the manifest.safe in an unpacked SAFE folder, or that folder.</source>
   <translation>Die Zip-Datei, wie heruntergeladen, die manifest.safe in einem ausgepackten SAFE-Ordner, oder dieser Ordner.</translation>
  </message>
  <message>
   <source>The zip as downloaded, the manifest.safe in an unpacked SAFE folder, or that folder; or a single-look complex product in NISAR's HDF5 form (.h5), in which UAVSAR images come too.</source>
   <translation>Die Zip-Datei, wie heruntergeladen, die manifest.safe in einem ausgepackten SAFE-Ordner, oder dieser Ordner; oder ein komplexes Produkt (Single Look) in der HDF5-Form von NISAR (.h5), in der auch UAVSAR-Bilder kommen.</translation>
  </message>
  <message>
   <source>The zip as downloaded, the manifest.safe in an unpacked SAFE folder, or that folder; or a single-look complex product in NISAR's HDF5 form (.h5), in which UAVSAR images come too. Or a raster of any sensor that says itself where its pixels lie: bands of latitude and longitude, geolocation arrays, or ground control points.</source>
   <translation>Das ZIP, wie es heruntergeladen wurde, die manifest.safe in einem entpackten SAFE-Ordner oder dieser Ordner; oder ein komplexes Produkt (Single Look) in der HDF5-Form von NISAR (.h5), in der auch UAVSAR-Bilder kommen. Oder ein Raster eines beliebigen Sensors, das selbst sagt, wo seine Pixel liegen: Bänder mit Breite und Länge, Geolokationsfelder oder Passpunkte.</translation>
  </message>
  <message>
   <source>Their area in hectares on the ellipsoid; 0 where there is no CRS</source>
   <translation>Ihre Fläche in Hektar auf dem Ellipsoid; 0, wo es kein KBS gibt</translation>
  </message>
  <message>
   <source>There is no algorithm {name}: is its plugin enabled?</source>
   <translation>Es gibt keinen Algorithmus {name}: ist seine Erweiterung eingeschaltet?</translation>
  </message>
  <message>
   <source>Threshold</source>
   <translation>Schwellwert</translation>
  </message>
  <message>
   <source>Threshold (dB)</source>
   <translation>Schwellenwert (dB)</translation>
  </message>
  <message>
   <source>Threshold of the highest F1 on this reference</source>
   <translation>Schwellwert des höchsten F1 an dieser Referenz</translation>
  </message>
  <message>
   <source>Threshold on its magnitude</source>
   <translation>Schwellenwert auf ihren Betrag</translation>
  </message>
  <message>
   <source>Threshold on the magnitude of the change strength, in dB (likelihood: -log10 of the p-value)</source>
   <translation>Schwellwert für den Betrag der Änderungsstärke, in dB (likelihood: -log10 des p-Werts)</translation>
  </message>
  <message>
   <source>Tiles that agree on the shift; 0 means that it cannot be told</source>
   <translation>Kacheln, die beim Versatz übereinstimmen; 0 bedeutet, dass er nicht zu bestimmen ist</translation>
  </message>
  <message>
   <source>Time of the run in seconds</source>
   <translation>Zeit des Laufs in Sekunden</translation>
  </message>
  <message>
   <source>Tools</source>
   <translation>Werkzeuge</translation>
  </message>
  <message>
   <source>Training data</source>
   <translation>Trainingsdaten</translation>
  </message>
  <message>
   <source>Try a model</source>
   <translation>Ein Modell erproben</translation>
  </message>
  <message>
   <source>Turns the digital numbers of a Sentinel-1 GRD or SLC product (SAFE folder or zip as downloaded) into backscatter, one band per polarisation: thermal noise is subtracted, border noise masked, bursts are merged. The result lies in the radar's own grid and carries ground control points, so that QGIS can place it; geocode it for maps.</source>
   <translation>Macht aus den Rohzahlen eines Sentinel-1-GRD- oder -SLC-Produkts (SAFE-Ordner oder Zip, wie heruntergeladen) Rückstreuung, ein Band je Polarisation: thermisches Rauschen wird abgezogen, Randrauschen ausgeblendet, Bursts werden zusammengefügt. Das Ergebnis liegt im eigenen Gitter des Radars und trägt Passpunkte, damit QGIS es platzieren kann; für Karten geokodieren Sie es.</translation>
  </message>
  <message>
   <source>Two are added. None chosen: those whose names say so.</source>
   <translation>Zwei werden addiert. Keines gewählt: die, deren Namen es sagen.</translation>
  </message>
  <message>
   <source>Uncertainty</source>
   <translation>Unsicherheit</translation>
  </message>
  <message>
   <source>Unchanged pixels of known truth</source>
   <translation>Unveränderte Pixel, deren Wahrheit bekannt ist</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Zurücknehmen</translation>
  </message>
  <message>
   <source>VH where the image is VV alone; the other elements of C2 (C12_real, C12_imag, C22) where it is C11. Bands are recognised by the names of bands and files.</source>
   <translation>VH, wo das Bild nur VV ist; die anderen Elemente von C2 (C12_real, C12_imag, C22), wo es C11 ist. Bänder werden an Band- und Dateinamen erkannt.</translation>
  </message>
  <message>
   <source>VV, VH, HH or HV. Empty for the co-polarised one.</source>
   <translation>VV, VH, HH oder HV. Leer für die gleich polarisierte.</translation>
  </message>
  <message>
   <source>Valid pixels of the whole raster, estimated</source>
   <translation>Gültige Pixel des ganzen Rasters, geschätzt</translation>
  </message>
  <message>
   <source>Value of white in the picture (0 = 8 bit)</source>
   <translation>Wert von Weiß im Farbbild (0 = 8 Bit)</translation>
  </message>
  <message>
   <source>Value of white in the reference (0 = 8 bit)</source>
   <translation>Wert von Weiß in der Referenz (0 = 8 Bit)</translation>
  </message>
  <message>
   <source>Values of the reference that are change (empty means all but 0)</source>
   <translation>Werte der Referenz, die Änderung sind (leer bedeutet alle außer 0)</translation>
  </message>
  <message>
   <source>Variance of the ratio image times looks (ideal 1)</source>
   <translation>Varianz des Quotientenbildes mal Looks (ideal 1)</translation>
  </message>
  <message>
   <source>Vector layer</source>
   <translation>Vektorlayer</translation>
  </message>
  <message>
   <source>Version in use; empty once removed</source>
   <translation>Benutzte Version; leer, wenn entfernt</translation>
  </message>
  <message>
   <source>Version {version} in {place}</source>
   <translation>Version {version} in {place}</translation>
  </message>
  <message>
   <source>Weight of the network</source>
   <translation>Gewicht des Netzes</translation>
  </message>
  <message>
   <source>What a window of unrelated, independent pixels shows on average</source>
   <translation>Was ein Fenster unverbundener, unabhängiger Pixel im Mittel zeigt</translation>
  </message>
  <message>
   <source>What computed it, in the words of onnxruntime</source>
   <translation>Was es berechnet hat, in den Worten von onnxruntime</translation>
  </message>
  <message>
   <source>What little speckle the mean of all dates has goes into every result; this takes it away first.</source>
   <translation>Der wenige Speckle, den das Mittel aller Aufnahmen hat, geht in jedes Ergebnis ein; dies nimmt ihn vorher weg.</translation>
  </message>
  <message>
   <source>What makes the strength. smoothed_log_ratio: Gauss log-ratio: the log-ratio, smoothed by a Gaussian window; log_ratio: Log-ratio; mean_ratio: Mean-ratio: the log-ratio, with thresholds found on one minus the amplitudes' ratio; difference: Difference of the amplitudes, in units of the scene's median amplitude; likelihood: Likelihood ratio of all bands together, as -log10 of the p-value; learned: Probability of change by a network; fused: Probability of change by a network and the smoothed log-ratio together; adaptive: A classifier that learns from this scene's certain pixels; blend: Plain mean of network and log-ratio, for comparison. likelihood needs the filter boxcar or none; learned, fused, adaptive and blend need onnxruntime (aurorasar:installruntime).</source>
   <translation>Was die Stärke ausmacht. smoothed_log_ratio: Gauß-Log-Verhältnis: Log-Verhältnis, durch ein Gauß-Fenster geglättet; log_ratio: Log-Verhältnis; mean_ratio: das Log-Verhältnis, mit Schwellwerten, die auf eins minus dem Verhältnis der Amplituden gefunden werden; difference: Differenz der Amplituden, in Einheiten der mittleren Amplitude (Median) der Szene; likelihood: Likelihood-Quotient aller Bänder gemeinsam, als -log10 des p-Werts; learned: Wahrscheinlichkeit einer Änderung nach einem Netz; fused: Wahrscheinlichkeit nach Netz und geglättetem Log-Verhältnis zusammen; adaptive: ein Klassifikator, der von den sicheren Pixeln dieser Szene lernt; blend: einfaches Mittel aus Netz und Log-Verhältnis, zum Vergleich. likelihood braucht den Filter boxcar oder none; learned, fused, adaptive und blend brauchen onnxruntime (aurorasar:installruntime).</translation>
  </message>
  <message>
   <source>What onnxruntime can compute models on; kept in the QGIS profile.</source>
   <translation>Womit onnxruntime Modelle berechnen kann; wird im QGIS-Profil behalten.</translation>
  </message>
  <message>
   <source>What terrain flattening starts from; auto: what the names of the bands begin with.</source>
   <translation>Wovon die Geländekorrektur der Helligkeit ausgeht; auto: womit die Namen der Bänder beginnen.</translation>
  </message>
  <message>
   <source>What the bands are</source>
   <translation>Was die Bänder sind</translation>
  </message>
  <message>
   <source>What the colours should be, such as a Sentinel-2 image. It may lie on another grid.</source>
   <translation>Wie die Farben sein sollten, etwa ein Sentinel-2-Bild. Es darf auf einem anderen Gitter liegen.</translation>
  </message>
  <message>
   <source>What the image would show of this terrain if gamma0 were 1 everywhere: what flattening divides by.</source>
   <translation>Was das Bild von diesem Gelände zeigen würde, wenn gamma0 überall 1 wäre: wodurch die Korrektur teilt.</translation>
  </message>
  <message>
   <source>What the map holds</source>
   <translation>Was die Karte enthält</translation>
  </message>
  <message>
   <source>What the network looks for</source>
   <translation>Wonach das Netz sucht</translation>
  </message>
  <message>
   <source>What the picture was made from. It may lie on another grid.</source>
   <translation>Woraus das Farbbild gemacht wurde. Es darf auf einem anderen Gitter liegen.</translation>
  </message>
  <message>
   <source>What theory gives on homogeneous ground with independent dates; 0 for rabasar</source>
   <translation>Was die Theorie auf homogenem Boden mit unabhängigen Aufnahmen ergibt; 0 bei rabasar</translation>
  </message>
  <message>
   <source>What this panel does, in the browser (F1).</source>
   <translation>Was dieses Bedienfeld tut, im Browser (F1).</translation>
  </message>
  <message>
   <source>What to do</source>
   <translation>Was zu tun ist</translation>
  </message>
  <message>
   <source>What was found, as plain text</source>
   <translation>Was gefunden wurde, als einfacher Text</translation>
  </message>
  <message>
   <source>Wheel file</source>
   <translation>Wheel-Datei</translation>
  </message>
  <message>
   <source>Wheel of onnxruntime</source>
   <translation>Wheel von onnxruntime</translation>
  </message>
  <message>
   <source>Wheels (*.whl)</source>
   <translation>Wheels (*.whl)</translation>
  </message>
  <message>
   <source>When to use which. boxcar (Boxcar (moving average)): homogeneous ground and statistics; blurs edges. median (Median): removing outliers; darkens, so not for measuring backscatter. lee (Lee): a fast all-rounder that keeps edges and points, and speckle beside them. kuan (Kuan): as Lee, a little smoother with few looks. enhanced_lee (Enhanced Lee): as Lee, with bright targets untouched. frost (Frost): textured ground; the number of looks need not be known. enhanced_frost (Enhanced Frost): as Frost, with homogeneous ground averaged fully and bright targets untouched. gamma_map (Gamma-MAP): forest and other textured ground. refined_lee (Refined Lee (7 x 7)): fields, roads and coasts: smooths along edges, not across them. lee_sigma (Improved Lee sigma): towns and ships: keeps point targets, averages only pixels that are alike. learned (Learned (neural network)): the smoothest ground with the sharpest edges; 1 to 64 looks, needs onnxruntime. ppb (PPB (non-local)): fine structure with few looks, when time does not matter.</source>
   <translation>Wann welcher zu nehmen ist. boxcar (Boxcar (gleitendes Mittel)): homogener Boden und Statistik; verwischt Kanten. median (Median): zum Entfernen von Ausreißern; macht dunkler, also nicht zum Messen von Rückstreuung. lee (Lee): ein schneller Allrounder, der Kanten und Punkte erhält, und den Speckle neben ihnen. kuan (Kuan): wie Lee, bei wenigen Looks etwas glatter. enhanced_lee (Enhanced Lee): wie Lee, lässt helle Ziele unberührt. frost (Frost): Boden mit Textur; die Zahl der Looks muss nicht bekannt sein. enhanced_frost (Enhanced Frost): wie Frost, mittelt homogenen Boden ganz und lässt helle Ziele unberührt. gamma_map (Gamma-MAP): Wald und anderer Boden mit Textur. refined_lee (Refined Lee (7 x 7)): Felder, Straßen und Küsten: glättet entlang von Kanten, nicht über sie hinweg. lee_sigma (verbessertes Lee Sigma): Städte und Schiffe: erhält Punktziele, mittelt nur Pixel, die sich gleichen. learned (gelernt (neuronales Netz)): der glatteste Boden mit den schärfsten Kanten; 1 bis 64 Looks, braucht onnxruntime. ppb (PPB (nicht lokal)): feine Struktur bei wenigen Looks, wenn Zeit keine Rolle spielt.</translation>
  </message>
  <message>
   <source>Where change starts. otsu: Otsu; kittler_illingworth: Kittler-Illingworth (minimum error); generalised_gaussian: Kittler-Illingworth with generalised Gaussians; percentile: Percentile (changed share of the area); false_alarm: False alarm rate (from the speckle statistics); discovery: False discovery rate (Benjamini-Hochberg); fixed: Fixed (dB, or the unit of the measure); even_odds: Even odds (probability one half; measures with a network).</source>
   <translation>Wo Änderung beginnt. otsu: Otsu; kittler_illingworth: Kittler-Illingworth (kleinster Fehler); generalised_gaussian: Kittler-Illingworth mit verallgemeinerten Gauß-Verteilungen; percentile: Perzentil (geänderter Anteil der Fläche); false_alarm: Rate falscher Alarme (aus der Speckle-Statistik); discovery: Rate falscher Entdeckungen (Benjamini-Hochberg); fixed: fest (dB oder die Einheit des Maßes); even_odds: gleiche Chancen (Wahrscheinlichkeit ein halb; Maße mit einem Netz).</translation>
  </message>
  <message>
   <source>Which come first. uncertainty: the least certain first: by the attribute uncertainty, probability or p_value, else the weakest; size: the largest first.</source>
   <translation>Welche zuerst kommen. uncertainty: die unsichersten zuerst, nach dem Attribut uncertainty, probability oder p_value, sonst die schwächsten; size: die größten zuerst.</translation>
  </message>
  <message>
   <source>Who decides. Empty means the full name of the user as QGIS knows it, or the account's name.</source>
   <translation>Wer entscheidet. Leer heißt der volle Name des Nutzers, wie QGIS ihn kennt, oder der Name des Kontos.</translation>
  </message>
  <message>
   <source>Window (pixels, odd)</source>
   <translation>Fenster (Pixel, ungerade)</translation>
  </message>
  <message>
   <source>With as many bands as the model takes, and at least 256 x 256 pixels where it leaves that free.</source>
   <translation>Mit so vielen Bändern, wie das Modell nimmt, und mindestens 256 x 256 Pixeln, wo es das frei lässt.</translation>
  </message>
  <message>
   <source>With the label none: to a training they tell where nothing changed.</source>
   <translation>Mit der Klasse none: Einem Training sagen sie, wo sich nichts geändert hat.</translation>
  </message>
  <message>
   <source>With the secondary product and the terrain model: removes flat earth and topography.</source>
   <translation>Mit dem Nebenprodukt und dem Geländemodell: entfernt ebene Erde und Topographie.</translation>
  </message>
  <message>
   <source>Write a review decision</source>
   <translation>Eine Entscheidung der Prüfung schreiben</translation>
  </message>
  <message>
   <source>Write classes and polygons with these thresholds.</source>
   <translation>Klassen und Polygone mit diesen Schwellwerten schreiben.</translation>
  </message>
  <message>
   <source>Writes one decision about a change polygon into its GeoPackage: accept it, reject it, give it another label, skip it, or take back the reviewer's last decision. Each is appended to the table review_log in a transaction of its own, with reviewer, time and comment, and none is ever changed or removed; the view review says what stands. The polygons stay as they are.</source>
   <translation>Schreibt eine Entscheidung über ein Änderungspolygon in sein GeoPackage: annehmen, ablehnen, eine andere Klasse geben, überspringen oder die letzte Entscheidung des Prüfers zurücknehmen. Jede wird in einer eigenen Transaktion an die Tabelle review_log angehängt, mit Prüfer, Zeit und Kommentar, und keine wird je geändert oder entfernt; die Sicht review sagt, was gilt. Die Polygone bleiben, wie sie sind.</translation>
  </message>
  <message>
   <source>Writes the change polygons that were decided on, with decision, label, reviewer, time and comment, and on request chips around them to train on: the before and the after image as linear intensity, and the labels 1 decrease, 2 none, 3 increase, 0 where nobody has decided, as GeoTIFFs on the before image's grid, with an index in JSON. What was skipped is left out.</source>
   <translation>Schreibt die Änderungspolygone, über die entschieden wurde, mit Entscheidung, Klasse, Prüfer, Zeit und Kommentar, und auf Wunsch Ausschnitte um sie für ein Training: die Bilder vorher und nachher als lineare Intensität und die Klassen 1 Abnahme, 2 keine, 3 Zunahme, 0 wo niemand entschieden hat, als GeoTIFFs auf dem Gitter des Bildes vorher, mit einem Verzeichnis in JSON. Übersprungenes wird ausgelassen.</translation>
  </message>
  <message>
   <source>Zero-Doppler time against it, line intervals rms</source>
   <translation>Zero-Doppler-Zeit dagegen, Zeilenabstände rms</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>accept: it is what the change detection says; reject: nothing changed; relabel: as LABEL says; skip: later; undo: take back the reviewer's last decision that stands.</source>
   <translation>accept: Es ist, was die Änderungserkennung sagt; reject: Es hat sich nichts geändert; relabel: wie LABEL sagt; skip: später; undo: die letzte geltende Entscheidung des Prüfers zurücknehmen.</translation>
  </message>
  <message>
   <source>adversarial: U-Net trained against a discriminator of 70 x 70 pixels (pix2pix family); attention: encoder-decoder with self-attention, trained on squared error, structure and features.</source>
   <translation>adversarial: U-Net, gegen einen Diskriminator von 70 x 70 Pixeln trainiert (Familie pix2pix); attention: Kodierer-Dekodierer mit Selbstaufmerksamkeit, auf quadratischen Fehler, Struktur und Merkmale trainiert.</translation>
  </message>
  <message>
   <source>after</source>
   <translation>nachher</translation>
  </message>
  <message>
   <source>as_is: the image's backscatter. gamma0_terrain: terrain flattening, backscatter per area of ground that the radar sees, so that slopes no longer look bright or dark; give beta0. sigma0_terrain: the same per area of the ground itself.</source>
   <translation>as_is: die Rückstreuung des Bildes. gamma0_terrain: Geländekorrektur der Helligkeit, Rückstreuung je Fläche des Bodens, wie das Radar sie sieht, sodass Hänge nicht mehr hell oder dunkel erscheinen; beta0 angeben. sigma0_terrain: dasselbe je Fläche des Bodens selbst.</translation>
  </message>
  <message>
   <source>auto: nearest for integers without a unit, which are taken as classes, else bilinear. average: mean over the radar pixel, for maps that are finer.</source>
   <translation>auto: nearest für ganze Zahlen ohne Einheit, die als Klassen gelten, sonst bilinear. average: Mittel über das Radarpixel, für Karten, die feiner sind.</translation>
  </message>
  <message>
   <source>auto: what the model's CRS says, else the geoid EGM96. ellipsoid: WGS 84. egm2008 is that of Copernicus GLO-30 and needs a grid of PROJ (cdn.proj.org).</source>
   <translation>auto: was das KBS des Modells sagt, sonst das Geoid EGM96. ellipsoid: WGS 84. egm2008 ist das von Copernicus GLO-30 und braucht ein Gitter von PROJ (cdn.proj.org).</translation>
  </message>
  <message>
   <source>bands: the bands are intensities, such as VV and VH, and are taken as independent; covariance: the bands are a covariance matrix: C11, Re C12, Im C12, C22, or the nine of a 3 x 3 matrix.</source>
   <translation>bands: die Bänder sind Intensitäten, etwa VV und VH, und gelten als unabhängig; covariance: die Bänder sind eine Kovarianzmatrix: C11, Re C12, Im C12, C22, oder die neun einer 3 x 3-Matrix.</translation>
  </message>
  <message>
   <source>before</source>
   <translation>vorher</translation>
  </message>
  <message>
   <source>bilinear: 2 x 2 pixels. cubic: 4 x 4 pixels, sharper. lanczos: 6 x 6, sharpest. nearest: keeps values as they are and averages nothing.</source>
   <translation>bilinear: 2 x 2 Pixel. cubic: 4 x 4 Pixel, schärfer. lanczos: 6 x 6, am schärfsten. nearest: lässt die Werte, wie sie sind, und mittelt nichts.</translation>
  </message>
  <message>
   <source>cannot be used</source>
   <translation>nicht zu gebrauchen</translation>
  </message>
  <message>
   <source>change: any change. flood: open water that was land, which leaves other changes out, and takes for granted that there is a flood. For the measures with a network.</source>
   <translation>change: jede Änderung. flood: offenes Wasser, das Land war; das lässt andere Änderungen aus und setzt voraus, dass es eine Überschwemmung gibt. Für die Maße mit einem Netz.</translation>
  </message>
  <message>
   <source>classes</source>
   <translation>Klassen</translation>
  </message>
  <message>
   <source>classes: a map of classes, of which some are change; probability: a probability of change from 0 to 1; strength: a signed strength of change, of which the magnitude counts.</source>
   <translation>classes: eine Karte von Klassen, von denen einige Änderung sind; probability: eine Wahrscheinlichkeit der Änderung von 0 bis 1; strength: eine Änderungsstärke mit Vorzeichen, deren Betrag zählt.</translation>
  </message>
  <message>
   <source>cog: cloud-optimised GeoTIFF, tiled, compressed, with overviews. plain: uncompressed GeoTIFF, the fastest to write.</source>
   <translation>cog: Cloud-optimiertes GeoTIFF, gekachelt, komprimiert, mit Übersichten. plain: unkomprimiertes GeoTIFF, am schnellsten zu schreiben.</translation>
  </message>
  <message>
   <source>decrease, none or increase</source>
   <translation>decrease, none oder increase</translation>
  </message>
  <message>
   <source>fixed: the same limits in dB for every scene, so that mosaics match; scene: limits from percentiles of the whole raster. Quantities with a physical range keep that.</source>
   <translation>fixed: dieselben Grenzen in dB für jede Szene, damit Mosaike zusammenpassen; scene: Grenzen aus Perzentilen des ganzen Rasters. Größen mit einem physikalischen Bereich behalten diesen.</translation>
  </message>
  <message>
   <source>intensity: linear, for further processing. decibel: for looking at.</source>
   <translation>intensity: linear, zur Weiterverarbeitung. decibel: zum Ansehen.</translation>
  </message>
  <message>
   <source>is kept with the next decision</source>
   <translation>für die nächste Entscheidung</translation>
  </message>
  <message>
   <source>low and step in dB, and counts, as JSON</source>
   <translation>low und step in dB, und counts, als JSON</translation>
  </message>
  <message>
   <source>low is certain</source>
   <translation>klein ist sicher</translation>
  </message>
  <message>
   <source>mean after</source>
   <translation>Mittel nachher</translation>
  </message>
  <message>
   <source>mean before</source>
   <translation>Mittel vorher</translation>
  </message>
  <message>
   <source>needs onnxruntime</source>
   <translation>braucht onnxruntime</translation>
  </message>
  <message>
   <source>onnxruntime {version} is in use.</source>
   <translation>onnxruntime {version} ist in Gebrauch.</translation>
  </message>
  <message>
   <source>p-value of no change</source>
   <translation>p-Wert für keine Änderung</translation>
  </message>
  <message>
   <source>p-value {value:.2g}</source>
   <translation>p-Wert {value:.2g}</translation>
  </message>
  <message>
   <source>pictures</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <source>presence: 1 where a shape lies, else 0; cover: share of the pixel inside polygons, 0 to 1; classes: classes of an attribute of whole numbers or texts; attribute: an attribute's number.</source>
   <translation>presence: 1, wo eine Form liegt, sonst 0; cover: Anteil des Pixels in Polygonen, 0 bis 1; classes: Klassen eines Attributs aus ganzen Zahlen oder Texten; attribute: die Zahl eines Attributs.</translation>
  </message>
  <message>
   <source>probability {value:.3g}</source>
   <translation>Wahrscheinlichkeit {value:.3g}</translation>
  </message>
  <message>
   <source>qgis_process command</source>
   <translation>qgis_process-Befehl</translation>
  </message>
  <message>
   <source>quegan_yu: Quegan and Yu 2001, all dates with the same weight; quegan_yu_optimal: Quegan and Yu 2001 with optimal weights, for dates that are correlated or of different looks; rabasar: RABASAR (Zhao et al. 2019): the ratio of each date to the mean of all is filtered.</source>
   <translation>quegan_yu: Quegan und Yu 2001, alle Aufnahmen mit gleichem Gewicht; quegan_yu_optimal: Quegan und Yu 2001 mit optimalen Gewichten, für Aufnahmen, die korreliert sind oder verschiedene Looks haben; rabasar: RABASAR (Zhao et al. 2019): das Verhältnis jeder Aufnahme zum Mittel aller wird gefiltert.</translation>
  </message>
  <message>
   <source>ratio: red VV, green VH, blue VV/VH; difference: red VV, green VH, blue VV - VH; normalised_difference: red VV, green VH, blue (VV - VH) / (VV + VH); change: red before, green and blue after: darker became red, brighter became cyan; change_over_grey: the log-ratio of two dates in colour (blue darker, orange brighter) over their grey mean; grey: one band through the ramp 'grey', equal steps in dB look equal; lake: one band through the ramp 'lake', equal steps in dB look equal; ember: one band through the ramp 'ember', equal steps in dB look equal; h_alpha: C2: hue from mean alpha (blue 0, green 30, yellow 45, red 60 degrees and more), colourfulness 1 - entropy, lightness c11 + c22; dprvi: C2: hue from DpRVI (ochre bare, green to teal vegetated), lightness c11 + c22; theta_intensities: intensities alone: hue from theta_c (blue 42 degrees surface, green 20 degrees vegetation), lightness VV; dprvi_intensities: intensities alone: hue from DpRVIc (ochre bare, green to teal vegetated), lightness VV.</source>
   <translation>ratio: rot VV, grün VH, blau VV/VH; difference: rot VV, grün VH, blau VV - VH; normalised_difference: rot VV, grün VH, blau (VV - VH) / (VV + VH); change: rot vorher, grün und blau nachher: dunkler wurde rot, heller wurde cyan; change_over_grey: das Log-Verhältnis zweier Aufnahmen in Farbe (blau dunkler, orange heller) über ihrem grauen Mittel; grey: ein Band durch die Rampe 'grey', gleiche Schritte in dB sehen gleich aus; lake: ein Band durch die Rampe 'lake', gleiche Schritte in dB sehen gleich aus; ember: ein Band durch die Rampe 'ember', gleiche Schritte in dB sehen gleich aus; h_alpha: C2: Farbton nach dem mittleren Alpha (blau 0, grün 30, gelb 45, rot 60 Grad und mehr), Buntheit 1 - Entropie, Helligkeit c11 + c22; dprvi: C2: Farbton nach DpRVI (ocker kahl, grün bis blaugrün bewachsen), Helligkeit c11 + c22; theta_intensities: nur Intensitäten: Farbton nach theta_c (blau 42 Grad Oberfläche, grün 20 Grad Vegetation), Helligkeit VV; dprvi_intensities: nur Intensitäten: Farbton nach DpRVIc (ocker kahl, grün bis blaugrün bewachsen), Helligkeit VV.</translation>
  </message>
  <message>
   <source>same keeps the scale of the first date.</source>
   <translation>same behält die Skala der ersten Aufnahme.</translation>
  </message>
  <message>
   <source>same keeps the scale of the input.</source>
   <translation>same behält die Skala der Eingabe.</translation>
  </message>
  <message>
   <source>sigma0: per area of the ground. beta0: in the slant plane. gamma0: across the look direction.</source>
   <translation>sigma0: je Fläche des Bodens. beta0: in der Schrägebene. gamma0: quer zur Blickrichtung.</translation>
  </message>
  <message>
   <source>significance: each test is made at the given level of significance; discovery: the level is chosen so that the given share of the pixels called changed may be wrong (Benjamini and Hochberg 1995).</source>
   <translation>significance: jeder Test wird auf dem gegebenen Signifikanzniveau gemacht; discovery: das Niveau wird so gewählt, dass der gegebene Anteil der geändert genannten Pixel falsch sein darf (Benjamini und Hochberg 1995).</translation>
  </message>
  <message>
   <source>strength</source>
   <translation>Stärke</translation>
  </message>
  <message>
   <source>the largest first</source>
   <translation>die größten zuerst</translation>
  </message>
  <message>
   <source>the least certain first</source>
   <translation>die unsichersten zuerst</translation>
  </message>
  <message>
   <source>uncertainty {value:.3g}</source>
   <translation>Unsicherheit {value:.3g}</translation>
  </message>
  <message>
   <source>values</source>
   <translation>Werte</translation>
  </message>
  <message>
   <source>{decided} of {total} decided, {skipped} skipped</source>
   <translation>{decided} von {total} entschieden, {skipped} übersprungen</translation>
  </message>
  <message>
   <source>{megabytes:.0f} MB in the QGIS profile</source>
   <translation>{megabytes:.0f} MB im QGIS-Profil</translation>
  </message>
  <message>
   <source>{name} (not available)</source>
   <translation>{name} (nicht verfügbar)</translation>
  </message>
  <message>
   <source>{name} is in memory only, where a terminal cannot find it: save it first.</source>
   <translation>{name} ist nur im Arbeitsspeicher, wo ein Terminal es nicht findet: speichern Sie es zuerst.</translation>
  </message>
  <message>
   <source>{name}, faded</source>
   <translation>{name}, abgestuft</translation>
  </message>
  <message>
   <source>{name}: {share:.2%}, {hectares:,.1f} ha, {pixels:,.0f} pixels</source>
   <translation>{name}: {share:.2%}, {hectares:,.1f} ha, {pixels:,.0f} Pixel</translation>
  </message>
  <message>
   <source>{name}: {share:.2%}, {pixels:,.0f} pixels</source>
   <translation>{name}: {share:.2%}, {pixels:,.0f} Pixel</translation>
  </message>
  <message>
   <source>{value:+.1f} dB on average</source>
   <translation>im Mittel {value:+.1f} dB</translation>
  </message>
  <message>
   <source>{value} pixels</source>
   <translation>{value} Pixel</translation>
  </message>
 </context>
</TS>
