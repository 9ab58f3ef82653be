"""Attacks stored in comments, on every page that shows them; and what in a text is doubted."""

import pytest

from knowledge.members import roles
from knowledge.moderation.screening import Doubt, doubts_of, fingerprint
from tests.knowledge.discussion.test_discussion import address, friend, say, sheet  # noqa: F401
from tests.knowledge.markdown.attacks import ATTACKS
from tests.knowledge.wiki.test_safety import running


@pytest.mark.django_db
@pytest.mark.any_database
def test_no_attack_runs_from_a_comment(client, sheet, settings):  # noqa: F811
    settings.MEMBERS_SECOND_FACTOR = False
    for number, attack in enumerate(ATTACKS):
        written = say(sheet, friend(f"f{number}", roles.REVIEWER), attack)
        type(written).objects.filter(pk=written.pk).update(state="published")
    waits = say(sheet, friend("late"), "\n\n".join(ATTACKS)[:5000])
    client.force_login(friend("judge", roles.MODERATOR))
    paths = [address(sheet), f"{address(sheet)}?page=2", sheet.get_absolute_url()]
    paths += ["/en/contribute/review/", f"/en/moderation/comment/{waits.pk}/"]
    for path in [*paths, f"/en/contribute/review/person/{waits.author_id}/"]:
        response = client.get(path)
        assert response.status_code == 200
        assert running(response.text) == [], path


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("[4p1000.org](https://4p1000.org.evil.test/)", Doubt.DISGUISED),
        ("[example.org](//evil.test/)", Doubt.DISGUISED),
        ("https://аррӏе.com/", Doubt.LOOKALIKE),
        ("www.xn--e1afmkfd.com", Doubt.LOOKALIKE),
        ("soft\u00adhyphen", Doubt.UNSEEN),
        ("zero\u200bwidth", Doubt.UNSEEN),
        ("H\u0300\u0301\u0302\u0303i", Doubt.STACKED),
    ],
)
def test_each_trick_is_doubted(text, doubt):
    assert doubt in doubts_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chez nous, à Kpeve : 3,5 t/ha. Merci !",
        "حصاد مياه الأمطار",
        "می\u200cخواهم",
        "इसे यहाँ आज़माया गया",
        "Tiếng Việt có nhiều dấu: ộ, ữ, ẵ.",
        "See [the guide](https://www.fao.org/soils) and https://4p1000.org/",
        "[www.fao.org](https://www.fao.org/soils)",
        "<http://[>",
    ],
)
def test_what_people_write_is_not_doubted(text):
    assert doubts_of(text) == []


def test_equal_texts_are_found_whatever_their_signs():
    text = "Our compost is the best of all, ask us for a price today."
    assert fingerprint(text) == fingerprint(text.upper().replace(",", " –")) != ""
    assert fingerprint("Thank you!") == ""
