"""Policy applied to an audit: pure, values in and values out."""
