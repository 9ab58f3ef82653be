"""Judged queries: what people would type, and the sheets that they hope for; see README.md."""
