"""The groups of a school with the subjects that its scheme has for sets to teach."""

from lantern.accounts.models import Viewer
from lantern.roster.models import Group
from lantern.roster.pictures import taught_in
from lantern.schemes.models import SchemeVersion


def subjects_to_teach(by: Viewer) -> list[tuple[str, str]]:
    """Key and name of each subject of the scheme in force, or of the first to come; else none."""
    versions = SchemeVersion.objects.filter(school=by.school)
    version = versions.on(by.today).first() or versions.order_by("starts_on", "number").first()
    return [(each.key, each.name) for each in version.scheme.subjects] if version else []


def subjects_of(group: Group, by: Viewer) -> list[str]:
    """The names of what a set teaches; a subject that the scheme has lost keeps its key."""
    if not group.is_set:
        return []
    names = dict(subjects_to_teach(by))
    return [names.get(key, key) for key in taught_in(group)]
