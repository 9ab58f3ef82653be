"""People and answers for the tests of contributions."""

from django.contrib.auth.models import Permission, User


def person(name: str, *rights: str, **fields) -> User:
    user = User.objects.create_user(name, f"{name}@example.org", **fields)
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    return user


def reviewer(name: str = "rita") -> User:
    """With the rights that Wagtail's workflow asks of whoever approves."""
    return person(name, is_superuser=True, is_staff=True)


FIRST = {
    "start-title": "Grass mulch and maize, Kpeve",
    "start-summary": "Cut grass is left on the field before maize, to keep the soil moist.",
    "start-practices": "soil-cover",
    "start-land_use": "tech_lu_cropland",
    "start-basis": "field",
    "place-n1-name": "Kpeve, Volta",
    "place-n1-country": "GHA",
    "place-n1-latitude": "6,685",
    "place-n1-longitude": "0.323",
    "place-n1-exactness": "5000",
}
"""What the first screen asks."""

MEASURED = {
    "measured-n1-outcome": "224",
    "measured-n1-control_mean": "8.27",
    "measured-n1-treatment_mean": "10.99",
    "measured-n1-unit": "g/kg",
    "measured-n1-depth_from_cm": "0",
    "measured-n1-depth_to_cm": "50",
    "measured-n1-source": "doi.org/10.1017/S002185960900851X, table 5",
}
