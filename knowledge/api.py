"""The open data API: reading takes no token."""

from ninja import NinjaAPI

from search.api import router as search_router

api = NinjaAPI(
    title="4 per 1000 practices",
    version="1",
    description="Practice sheets that build soil carbon, with their evidence. Open to read.",
    docs_url=None,
    urls_namespace="api-v1",
)
api.add_router("", search_router)
