"""What the pages of regions show, in a fixed number of queries each."""
