"""Every address of the site. People's pages carry their language; data does not.

Only /healthz is elsewhere: knowledge/health.py answers it under any host name.
"""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import views
from .api import api
from .members import views as members
from .members.doors import orcid_urlpatterns
from .sitemaps import SITEMAPS
from .transactions import atomic_writes

# Only pictures: whatever else is uploaded comes by an address that asks who may see it.
PICTURES = re_path(r"^media/(?P<folder>images|original_images)/(?P<path>.+)$", views.picture)

urlpatterns = [
    path("admin/login/", members.admin_sign_in),
    path("admin/logout/", members.admin_sign_out),
    path("admin/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, atomic_writes))),
    path("account/", include(orcid_urlpatterns)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", api.urls),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    *([PICTURES] if settings.SERVE_PICTURES else []),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("search/", include("search.urls")),
        path("", include("practices.urls")),
        path("wiki/", include("knowledge.wiki.urls")),
        path("friends/", include("knowledge.friends.urls")),
        path("contribute/", include("knowledge.contributing.urls")),
        path("discussion/", include("knowledge.discussion.urls")),
        path("moderation/", include("knowledge.moderation.urls")),
        path("regions/", include("knowledge.regions.urls")),
        path("following/", include("knowledge.following.urls")),
        path("account/", include("knowledge.members.urls")),
        path("account/", include("knowledge.members.doors")),
        path("about/", views.about, name="about"),
        path("method/", views.method, name="method"),
        path("privacy/", views.privacy, name="privacy"),
        path("sources/", views.sources, name="sources"),
    ),
]

handler404 = "knowledge.views.not_found"
