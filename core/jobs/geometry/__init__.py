"""Between the radar's grid and the map."""
