"""What `tieout init` and `tieout new` write: files of this folder, with a few names filled in."""
