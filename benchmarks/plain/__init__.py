"""An app of the benchmark alone: pages as a Wagtail user would have them found."""
