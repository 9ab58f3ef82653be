"""The open data of the practices: what may be taken away, in the words of the API."""
