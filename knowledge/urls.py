"""Every address of the site. People's pages carry their language; data does not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import views
from .api import api
from .transactions import atomic_writes

urlpatterns = [
    path("admin/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, atomic_writes))),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", api.urls),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("search/", include("search.urls")),
        path("", include("practices.urls")),
        path("about/", views.about, name="about"),
        path("method/", views.method, name="method"),
        path("sources/", views.sources, name="sources"),
    ),
]
