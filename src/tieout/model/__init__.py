"""The words of an audit as frozen values: standard library only, no files, no clock, no connection."""
