"""Charts as SVG made on this machine: pure geometry here, drawn by templates/charts.html."""
