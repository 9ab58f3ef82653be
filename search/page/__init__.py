"""The search page: all that it shows, ready for its template."""
