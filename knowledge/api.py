"""The open data API: reading takes no token."""

from ninja import NinjaAPI

api = NinjaAPI(
    title="4 per 1000 practices",
    version="1",
    description="Practice sheets that build soil carbon, with their evidence. Open to read.",
    docs_url=None,
    urls_namespace="api-v1",
)
