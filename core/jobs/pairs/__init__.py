"""Two radar images on one radar grid."""
