"""Each part is sound HTML, names its inputs, and shows a hostile word as a word."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string

from lantern.design.pictures import SHADES, SampleForm, gallery
from lantern.design.templatetags import design
from tests.client import check_page, check_part

HOSTILE = '"><script>alert(1)</script>'
INPUTS: dict[str, dict[str, object]] = {
    "page_head": {"heading": HOSTILE, "sub": HOSTILE, "face": HOSTILE},
    "empty": {"heading": HOSTILE, "words": HOSTILE, "address": "/x/", "action": HOSTILE},
    "progress": {"words": HOSTILE, "done": 3, "total": 9},
    "steps": {"steps": [{"word": HOSTILE, "state": "now"}]},
    "pill": {"symbol": HOSTILE, "word": HOSTILE, "css_class": HOSTILE},
    "key": {"marks": SHADES, "words": HOSTILE},
    "crumbs": {"crumbs": [(HOSTILE, HOSTILE)]},
    "pager": {"page": Paginator(range(99), 30).page(2), "query": HOSTILE},
    "panel": {"id": "why", "label": HOSTILE},
    "why": {"title": HOSTILE, "symbol": "★", "word": HOSTILE, "fact": HOSTILE, "rule": HOSTILE},
}


@dataclass(frozen=True)
class Place:
    """A stand-in for the menu's."""

    name: str
    address: str
    here: bool


@dataclass(frozen=True)
class School:
    name: str


@dataclass(frozen=True)
class Person:
    name: str
    school: School


PERSON = Person(HOSTILE, School(HOSTILE))
MENU = (Place(HOSTILE, "/a/", here=True), Place("Other", "/b/", here=False))


@pytest.mark.parametrize("part", INPUTS)
def test_a_part_is_sound_and_escapes(part: str) -> None:
    html = render_to_string(f"design/parts/{part}.html", INPUTS[part])
    check_part(html)
    assert "<script" not in html
    assert "&lt;script&gt;" in html or "%3Cscript" in html


def test_the_gallery_is_a_sound_page() -> None:
    html = render_to_string("design/gallery.html", {**gallery(), "viewer": PERSON, "menu": MENU})
    check_page(html)
    assert "<script>alert" not in html
    assert html.count('aria-current="page"') == 2  # the menu's, and the tabs'


def test_the_gallery_is_the_same_each_time() -> None:
    first, again = (render_to_string("design/gallery.html", gallery()) for _ in range(2))
    assert first == again


def test_a_page_for_nobody_has_no_menu_and_no_way_out() -> None:
    html = render_to_string("design/gallery.html", gallery())
    check_page(html)
    assert "Sign out" not in html


def test_a_field_ties_its_hint_and_its_trouble_to_the_control() -> None:
    form = SampleForm({"name": ""})
    html = render_to_string("design/parts/field.html", {"field": form["name"]})
    check_part(html)
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


@pytest.mark.parametrize("name", SampleForm.base_fields)
@pytest.mark.parametrize("data", [None, {}])
def test_every_kind_of_field_is_sound(name: str, data: dict[str, str] | None) -> None:
    check_part(render_to_string("design/parts/field.html", {"field": SampleForm(data)[name]}))


def test_the_summary_leads_to_each_field_that_is_wrong() -> None:
    html = render_to_string("design/parts/form_errors.html", {"form": SampleForm({})})
    check_part(html)
    assert '<a href="#id_name">Name</a> Fill this in.' in html
    assert 'role="alert" tabindex="-1"' in html


def test_nothing_is_said_of_a_form_that_is_right() -> None:
    form = SampleForm({"name": "Bram", "how": "now", "group": "a", "sure": "on"})
    assert "trouble" not in render_to_string("design/parts/form_errors.html", {"form": form})


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ day|day }}", "Thu 26 Nov"),
        ("{{ day|day_year }}", "Thu 26 Nov 2026"),
        ("{{ day|long_day }}", "Thursday 26 November 2026"),
        ("{{ moment|moment }}", "Wed 1 Jul, 9:05"),
        ("{{ night|day }}", "Wed 1 Jul"),  # still 30 June in UTC
        ("{{ moment|clock }}", "9:05"),
        (
            "{{ none|day }}{{ none|day_year }}{{ none|long_day }}{{ none|moment }}{{ none|clock }}",
            "",
        ),
        ('{{ 1|plural:"child,children" }}', "1 child"),
        ('{{ 0|plural:"child,children" }}', "0 children"),
        ('{{ 1656|plural:"row" }}', "1,656 rows"),
    ],
)
def test_days_and_counts_in_plain_words(line: str, said: str) -> None:
    context = {
        "day": date(2026, 11, 26),
        "moment": datetime(2026, 7, 1, 8, 5, tzinfo=UTC),
        "night": datetime(2026, 6, 30, 23, 30, tzinfo=UTC),
        "none": None,
    }
    assert Template("{% load design %}" + line).render(Context(context)) == said


def test_a_clock_without_a_zone_is_taken_as_it_stands() -> None:
    assert design.moment(datetime(2026, 7, 1, 8, 5)) == "Wed 1 Jul, 8:05"  # noqa: DTZ001


def test_the_head_of_a_page_holds_its_buttons_and_no_empty_box() -> None:
    page = (
        '{% load design %}{% page_head heading=word sub=word %}<a href="/">Go</a>{% endpage_head %}'
    )
    html = Template(page).render(Context({"word": HOSTILE}))
    check_part(html)
    assert '<div class="tools"><a href="/">Go</a></div>' in html
    bare = Template("{% load design %}{% page_head heading='Oak' %} {% endpage_head %}")
    assert bare.render(Context()) == '<div class="head"><div class="words"><h1>Oak</h1></div></div>'


def test_a_badge_of_no_known_kind_is_refused() -> None:
    assert design.badge("added") == '<span class="tag added">added</span>'
    with pytest.raises(KeyError):
        design.badge("tidied")


def test_the_steps_say_where_one_is() -> None:
    html = Template('{% load design %}{% steps "One" "Two" "Three" now=2 %}').render(Context())
    check_part(html)
    assert html.count('aria-current="step"') == 1
    assert html.index('class="done"') < html.index('aria-current="step"') < html.index("Three")


def test_the_steps_need_to_know_where_one_is() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template('{% load design %}{% steps "One" %}')
